/** What whoever runs a command on a stack can mend. The message says what is wrong, where, and what to type next. */
export class StackError extends Error {}

/** The description of a security group or of a rule, if EC2 takes it: it knows few signs (no apostrophe), and only says so during an `up`. */
export function description(text: string): string {
  if (/^[\w .:/()#,@[\]+=&;{}!$*-]{1,255}$/.test(text)) return text;
  throw new Error(`"${text}" is no description for EC2: 1 to 255 letters, digits, spaces and _.:/()#,@[]+=&;{}!$*-`);
}

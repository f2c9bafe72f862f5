import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { Component, type Context } from "../core/component.ts";
import { physicalName } from "../core/names.ts";
import { type Access, nobody } from "./access.ts";

export interface UsersArgs {
  readonly access: Access;
  /** 16 to 128 characters. Changing it locks out at once who still logs in with the old one; open connections stay. */
  readonly password: pulumi.Input<string>;
}

/** Who may use a cache: one user with the rights it needs, and nobody without a name. Free. */
export class Users extends Component {
  readonly groupId: pulumi.Output<string>;

  constructor(name: string, context: Context, { access, password }: UsersArgs, opts?: pulumi.ComponentResourceOptions) {
    super("cache:Users", name, opts);
    const { region, tags } = context;
    // ElastiCache's Valkey takes no user without a password, not even one who is switched off.
    const authenticationMode = { type: "password", passwords: [password] };

    const user = ({ userName, rights }: Access) =>
      new aws.elasticache.User(
        `${name}-${userName}`,
        {
          region,
          tags,
          engine: "valkey",
          userId: physicalName(context, `${name}-${userName}`, 40),
          userName,
          accessString: rights,
          authenticationMode,
        },
        { parent: this },
      );
    const users = [user(nobody), user(access)];

    const group = new aws.elasticache.UserGroup(
      name,
      { region, tags, engine: "valkey", userGroupId: physicalName(context, name, 40), userIds: users.map(({ userId }) => userId) },
      { parent: this },
    );

    this.groupId = group.userGroupId;
    this.registerOutputs({ groupId: this.groupId });
  }
}

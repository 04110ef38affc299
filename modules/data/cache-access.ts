import { ElasticacheUser } from "@cdktf/provider-aws/lib/elasticache-user";
import { ElasticacheUserGroup } from "@cdktf/provider-aws/lib/elasticache-user-group";
import { Construct } from "constructs";

/**
 * Every key and channel, and every command but the dangerous ones, which include all administration. `FLUSHDB` is
 * given back: it is how Django empties its cache, and whoever may delete every key may delete them at once.
 */
const APPLICATION = "on ~* &* +@all -@dangerous +flushdb";
const NOTHING = "off ~* -@all";

/**
 * Users and groups stay of the kind `redis` also for a Valkey cache, which accepts them (ElastiCache user guide,
 * "Role-Based Access Control"). A group of the kind `valkey` may not hold the disabled user, and changing
 * the engine of a cache would replace the group while it is in use.
 */
const ENGINE = "redis";

export interface CacheAccessProps {
  /** First part of the ids of users and groups: 32 characters at most. */
  readonly name: string;
  /** User that applications log in as. */
  readonly user: string;
}

/** Who may log in to a cache: applications with IAM tokens. Nobody has a password. */
export class CacheAccess extends Construct {
  readonly userArn: string;
  readonly groupId: string;

  constructor(scope: Construct, id: string, { name, user }: CacheAccessProps) {
    super(scope, id);
    const application = new ElasticacheUser(this, "application", {
      userId: user, // IAM authentication wants id and name to be the same
      userName: user,
      engine: ENGINE,
      accessString: APPLICATION,
      authenticationMode: { type: "iam" },
    });
    // Every group must have a user called `default`, and the account's own may do everything without a password.
    // `authentication_mode` would be a change in every plan: AWS answers `no-password` to `no-password-required`.
    const unused = new ElasticacheUser(this, "default", {
      userId: `${name}-default`,
      userName: "default",
      engine: ENGINE,
      accessString: NOTHING,
      noPasswordRequired: true,
    });
    const group = new ElasticacheUserGroup(this, "group", {
      userGroupId: `${name}-cache`,
      engine: ENGINE,
      userIds: [unused.userId, application.userId],
    });
    this.userArn = application.arn;
    this.groupId = group.userGroupId;
  }
}

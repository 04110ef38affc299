import { EcrLifecyclePolicy } from "@cdktf/provider-aws/lib/ecr-lifecycle-policy";
import { EcrRepository } from "@cdktf/provider-aws/lib/ecr-repository";
import { EcrRepositoryPolicy } from "@cdktf/provider-aws/lib/ecr-repository-policy";
import { Construct } from "constructs";
import { idsOf } from "../ids";
import type { DeliveryProps, RepositoryProps } from "./props";
import { accessPolicy, lifecyclePolicy } from "./repository-policies";

export interface RepositoriesProps extends Pick<DeliveryProps, "repositories" | "nodeRoleArn" | "deletionProtection"> {
  /** Key that encrypts the images. Another key replaces the repositories. */
  readonly keyArn: string;
  /** Roles that push, by name of the repository; whoever has the right elsewhere pushes to one without an entry. @default there is no Jenkins */
  readonly pusherArns?: Readonly<Record<string, readonly string[]>>;
}

/** Image repositories: a tag never moves, every image is scanned when it is pushed, and old ones go. */
export class Repositories extends Construct {
  /** Addresses without a tag, by name. */
  readonly urls: Readonly<Record<string, string>>;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: RepositoriesProps,
  ) {
    super(scope, id);
    const ids = idsOf(Object.keys(props.repositories));
    this.urls = Object.fromEntries(
      Object.entries(props.repositories).map(([name, settings]) => [
        name,
        this.create(name, ids.get(name) as string, settings).repositoryUrl,
      ]),
    );
  }

  private create(name: string, id: string, settings: RepositoryProps): EcrRepository {
    const { keyArn, nodeRoleArn, pusherArns, deletionProtection } = this.props;
    const repository = new Construct(this, id);
    const main = new EcrRepository(repository, "main", {
      name,
      imageTagMutability: "IMMUTABLE",
      imageScanningConfiguration: { scanOnPush: true },
      encryptionConfiguration: [{ encryptionType: "KMS", kmsKey: keyArn }],
      forceDelete: !deletionProtection,
    });
    new EcrLifecyclePolicy(repository, "lifecycle", { repository: main.name, policy: lifecyclePolicy(settings) });
    new EcrRepositoryPolicy(repository, "access", {
      repository: main.name,
      policy: accessPolicy(nodeRoleArn, pusherArns?.[name]),
    });
    return main;
  }
}

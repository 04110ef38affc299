import { show } from "../built/differences";
import type { Invocation } from "../plan";
import { entryOf as lookIn, textsOf } from "../synthesized";
import type { Entry } from "./entry";
import type { Group } from "./groups";

/** What an action of a provider brings. */
interface Effect {
  readonly group: Group;
  readonly what: string;
  readonly isGated: boolean;
}

const stops = (what: string): Effect => ({ group: "downtime", what, isGated: true });
const quiet = (what: string): Effect => ({ group: "routine", what, isGated: false });
const runs = (what: string): Effect => ({ group: "not judged", what, isGated: true });

/** Actions of providers by their type. Any other may do anything. Source: AWS provider 6.x, "Actions". */
const EFFECTS: Readonly<Record<string, Effect>> = {
  aws_ec2_stop_instance: stops("the machine is stopped"),
  aws_ec2_reboot_instance: stops("the machine is started again"),
  aws_ecs_stop_task: stops("the task is stopped"),
  aws_rds_reboot_db_instance: stops("the database is started again"),
  aws_lambda_invoke: runs("a function runs, and may do anything that its role allows"),
  aws_codebuild_start_build: runs("a build runs, and may do anything that its role allows"),
  aws_sfn_start_execution: runs("a state machine runs, and may do anything that its role allows"),
  aws_glue_start_job_run: runs("a job runs, and may do anything that its role allows"),
  aws_events_put_events: runs("events are sent, and whoever listens acts on them"),
  aws_sns_publish: runs("a message is sent to everybody who subscribed"),
  aws_ses_send_email: runs("mail is sent"),
  aws_sesv2_send_email: runs("mail is sent"),
  aws_cloudfront_create_invalidation: quiet("cached copies are fetched again"),
  aws_dynamodb_create_backup: quiet("a backup is made"),
  aws_transcribe_start_transcription_job: quiet("a recording is written down"),
};

/** An action of a provider as an entry: what nobody has judged needs an approval. */
export function invocationRisks({ address, type, config, trigger, deferred }: Invocation): Entry[] {
  const known = lookIn(EFFECTS, type);
  const { group, what, isGated } = known ?? {
    group: "not judged" as const,
    what: "nobody has judged what this action does",
    isGated: true,
  };
  const target = Object.entries(config)
    .filter(([key]) => /(^|_)(id|arn|name|cluster|function|topic)/.test(key))
    .flatMap(([key, value]) => textsOf(value).map((text) => `${key} = ${show(key, text)}`));
  return [
    {
      group,
      change: { address, configAddress: address, type, action: "invoke", isImported: false },
      what: [
        {
          what,
          ...(target.length > 0 || trigger ? { detail: [...target, ...(trigger ? [trigger] : [])].join(", ") } : {}),
        },
      ],
      advice: isGated ? ["Make sure that it is meant to happen with this apply, and once."] : [],
      differences: Object.entries(config).map(([key, value]) => ({
        path: key,
        before: "(none)",
        after: show(key, value),
        isUnknown: false,
        forcesReplacement: false,
      })),
      documents: [],
      others: 0,
      isGated,
      ...(deferred === undefined ? {} : { deferred }),
    },
  ];
}

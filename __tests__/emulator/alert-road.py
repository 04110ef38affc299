"""A queue behind a topic, and what has arrived in it: `subscribe <topic>` makes both, `received` prints a line for each message."""

import json
import sys

import boto3

QUEUE = "alerts"

action, *rest = sys.argv[1:]
sqs = boto3.client("sqs")
if action == "subscribe":
    sns = boto3.client("sns")
    topic = sns.create_topic(Name=rest[0])["TopicArn"]
    url = sqs.create_queue(QueueName=QUEUE)["QueueUrl"]
    queue = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    sns.subscribe(TopicArn=topic, Protocol="sqs", Endpoint=queue)
    print(topic)
else:
    url = sqs.get_queue_url(QueueName=QUEUE)["QueueUrl"]
    while messages := sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages", []):
        for message in messages:
            print(json.dumps(json.loads(message["Body"])["Subject"]))
            sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])

import type * as aws from "@pulumi/aws";
import type * as kubernetes from "@pulumi/kubernetes";
import type { Unwrap } from "@pulumi/pulumi";

/** The arguments of every type of resource that a rule speaks of, by the type's token. */
interface Arguments {
  "aws:acm/certificate:Certificate": aws.acm.CertificateArgs;
  "aws:cloudtrail/trail:Trail": aws.cloudtrail.TrailArgs;
  "aws:cloudwatch/logGroup:LogGroup": aws.cloudwatch.LogGroupArgs;
  "aws:cloudwatch/metricAlarm:MetricAlarm": aws.cloudwatch.MetricAlarmArgs;
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": aws.ec2.DefaultSecurityGroupArgs;
  "aws:ec2/flowLog:FlowLog": aws.ec2.FlowLogArgs;
  "aws:ec2/launchTemplate:LaunchTemplate": aws.ec2.LaunchTemplateArgs;
  "aws:ec2/natGateway:NatGateway": aws.ec2.NatGatewayArgs;
  "aws:ec2/route:Route": aws.ec2.RouteArgs;
  "aws:ec2/routeTable:RouteTable": aws.ec2.RouteTableArgs;
  "aws:ec2/routeTableAssociation:RouteTableAssociation": aws.ec2.RouteTableAssociationArgs;
  "aws:ec2/securityGroup:SecurityGroup": aws.ec2.SecurityGroupArgs;
  "aws:ec2/subnet:Subnet": aws.ec2.SubnetArgs;
  "aws:ec2/vpc:Vpc": aws.ec2.VpcArgs;
  "aws:ec2/vpcEncryptionControl:VpcEncryptionControl": aws.ec2.VpcEncryptionControlArgs;
  "aws:ec2/vpcEndpoint:VpcEndpoint": aws.ec2.VpcEndpointArgs;
  "aws:eks/addon:Addon": aws.eks.AddonArgs;
  "aws:eks/cluster:Cluster": aws.eks.ClusterArgs;
  "aws:eks/nodeGroup:NodeGroup": aws.eks.NodeGroupArgs;
  "aws:elasticache/replicationGroup:ReplicationGroup": aws.elasticache.ReplicationGroupArgs;
  "aws:elasticache/user:User": aws.elasticache.UserArgs;
  "aws:elasticache/userGroup:UserGroup": aws.elasticache.UserGroupArgs;
  "aws:iam/policy:Policy": aws.iam.PolicyArgs;
  "aws:iam/role:Role": aws.iam.RoleArgs;
  "aws:iam/rolePolicy:RolePolicy": aws.iam.RolePolicyArgs;
  "aws:kms/key:Key": aws.kms.KeyArgs;
  "aws:lb/listener:Listener": aws.lb.ListenerArgs;
  "aws:lb/loadBalancer:LoadBalancer": aws.lb.LoadBalancerArgs;
  "aws:lb/targetGroup:TargetGroup": aws.lb.TargetGroupArgs;
  "aws:s3/bucket:Bucket": aws.s3.BucketArgs;
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": aws.s3.BucketLifecycleConfigurationArgs;
  "aws:s3/bucketLogging:BucketLogging": aws.s3.BucketLoggingArgs;
  "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration": aws.s3.BucketObjectLockConfigurationArgs;
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": aws.s3.BucketOwnershipControlsArgs;
  "aws:s3/bucketPolicy:BucketPolicy": aws.s3.BucketPolicyArgs;
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": aws.s3.BucketPublicAccessBlockArgs;
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": aws.s3.BucketServerSideEncryptionConfigurationArgs;
  "aws:s3/bucketVersioning:BucketVersioning": aws.s3.BucketVersioningArgs;
  "aws:secretsmanager/secret:Secret": aws.secretsmanager.SecretArgs;
  "aws:secretsmanager/secretRotation:SecretRotation": aws.secretsmanager.SecretRotationArgs;
  "aws:sns/topic:Topic": aws.sns.TopicArgs;
  "aws:sns/topicPolicy:TopicPolicy": aws.sns.TopicPolicyArgs;
  "aws:sqs/queue:Queue": aws.sqs.QueueArgs;
  "aws:sqs/queuePolicy:QueuePolicy": aws.sqs.QueuePolicyArgs;
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": aws.vpc.SecurityGroupEgressRuleArgs;
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": aws.vpc.SecurityGroupIngressRuleArgs;
  "kubernetes:apps/v1:Deployment": kubernetes.apps.v1.DeploymentArgs;
  "kubernetes:apps/v1:StatefulSet": kubernetes.apps.v1.StatefulSetArgs;
  "kubernetes:batch/v1:Job": kubernetes.batch.v1.JobArgs;
  "kubernetes:networking.k8s.io/v1:NetworkPolicy": kubernetes.networking.v1.NetworkPolicyArgs;
  "kubernetes:policy/v1:PodDisruptionBudget": kubernetes.policy.v1.PodDisruptionBudgetArgs;
  "pulumi:providers:aws": aws.ProviderArgs;
}

export type Type = keyof Arguments;

/** Whatever a program may leave out may be missing, and what it must give is not trusted to be there either. */
type Loose<T> = T extends readonly (infer Item)[]
  ? readonly Loose<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]?: Loose<T[Key]> | undefined }
    : T;

export type Inputs<T extends Type> = Loose<Unwrap<Arguments[T]>>;

/** A resource as rules see it, wherever it comes from: a plan, or Pulumi's engine. */
export interface Resource<T extends Type = Type> {
  readonly urn: string;
  readonly type: T;
  readonly name: string;
  readonly inputs: Inputs<T>;
  /** URNs of what each input was made from. */
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
}

/** A resource of any type, known or not. */
export type AnyResource = Omit<Resource, "type" | "inputs"> & { readonly type: string; readonly inputs: object };

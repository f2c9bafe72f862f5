import { cacheClustersHaveThreeByThree } from "./cache/cache-clusters-have-three-by-three.ts";
import { cacheUsersHaveLeastRights } from "./cache/cache-users-have-least-rights.ts";
import { cachesEncryptAtRest } from "./cache/caches-encrypt-at-rest.ts";
import { cachesFailOver } from "./cache/caches-fail-over.ts";
import { cachesHaveTheirOwnSubnets } from "./cache/caches-have-their-own-subnets.ts";
import { cachesKeepSnapshots } from "./cache/caches-keep-snapshots.ts";
import { cachesKnowTheirUsers } from "./cache/caches-know-their-users.ts";
import { cachesRaiseAlarms } from "./cache/caches-raise-alarms.ts";
import { cachesRequireTls } from "./cache/caches-require-tls.ts";
import { cachesTakeMinorUpgrades } from "./cache/caches-take-minor-upgrades.ts";
import { addOnsArePinned } from "./cluster/add-ons-are-pinned.ts";
import { addOnsDecideConflicts } from "./cluster/add-ons-decide-conflicts.ts";
import { clusterEndpointsArePrivate } from "./cluster/cluster-endpoints-are-private.ts";
import { clustersAdmitByEntry } from "./cluster/clusters-admit-by-entry.ts";
import { clustersAreKept } from "./cluster/clusters-are-kept.ts";
import { clustersEncryptSecrets } from "./cluster/clusters-encrypt-secrets.ts";
import { clustersLogEverything } from "./cluster/clusters-log-everything.ts";
import { clustersRunASupportedVersion } from "./cluster/clusters-run-a-supported-version.ts";
import { clustersStayInStandardSupport } from "./cluster/clusters-stay-in-standard-support.ts";
import { containersSayHowTheyAre } from "./cluster/containers-say-how-they-are.ts";
import { containersSayWhatTheyNeed } from "./cluster/containers-say-what-they-need.ts";
import { imagesArePinned } from "./cluster/images-are-pinned.ts";
import { nodeDisksUseOurKey } from "./cluster/node-disks-use-our-key.ts";
import { nodeGroupsChangeInParts } from "./cluster/node-groups-change-in-parts.ts";
import { nodeGroupsHaveAnAlternative } from "./cluster/node-groups-have-an-alternative.ts";
import { nodesAdmitNoShell } from "./cluster/nodes-admit-no-shell.ts";
import { nodesGuardTheirMetadata } from "./cluster/nodes-guard-their-metadata.ts";
import { podsAreConfined } from "./cluster/pods-are-confined.ts";
import { podsChangeNoFiles } from "./cluster/pods-change-no-files.ts";
import { podsHaveNoPrivileges } from "./cluster/pods-have-no-privileges.ts";
import { podsHaveTheirOwnIdentity } from "./cluster/pods-have-their-own-identity.ts";
import { podsRunAsNobody } from "./cluster/pods-run-as-nobody.ts";
import { podsShareNothingWithNodes } from "./cluster/pods-share-nothing-with-nodes.ts";
import { podsTalkAsTold } from "./cluster/pods-talk-as-told.ts";
import { secretsAreFiles } from "./cluster/secrets-are-files.ts";
import { workloadsHaveADisruptionBudget } from "./cluster/workloads-have-a-disruption-budget.ts";
import { workloadsHaveAPriority } from "./cluster/workloads-have-a-priority.ts";
import { workloadsHaveThreePods } from "./cluster/workloads-have-three-pods.ts";
import { workloadsSpreadOverZones } from "./cluster/workloads-spread-over-zones.ts";
import { certificatesAreProvedByDns } from "./edge/certificates-are-proved-by-dns.ts";
import { queuePoliciesAdmitNamedPrincipals } from "./messaging/queue-policies-admit-named-principals.ts";
import { queuesRefusePlainText } from "./messaging/queues-refuse-plain-text.ts";
import { queuesUseOurKey } from "./messaging/queues-use-our-key.ts";
import { balancerSubnetsAreFound } from "./network/balancer-subnets-are-found.ts";
import { balancersAppendForwardedFor } from "./network/balancers-append-forwarded-for.ts";
import { balancersAreInternal } from "./network/balancers-are-internal.ts";
import { balancersAreKept } from "./network/balancers-are-kept.ts";
import { balancersDropInvalidHeaders } from "./network/balancers-drop-invalid-headers.ts";
import { balancersHaveAGroup } from "./network/balancers-have-a-group.ts";
import { balancersKeepAccessLogs } from "./network/balancers-keep-access-logs.ts";
import { balancersKeepConnectionLogs } from "./network/balancers-keep-connection-logs.ts";
import { balancersRefuseAmbiguousRequests } from "./network/balancers-refuse-ambiguous-requests.ts";
import { balancersSayHowTheyCrossZones } from "./network/balancers-say-how-they-cross-zones.ts";
import { balancersSpanThreeZones } from "./network/balancers-span-three-zones.ts";
import { dataStoresAdmitGroupsAlone } from "./network/data-stores-admit-groups-alone.ts";
import { defaultSecurityGroupsAreEmpty } from "./network/default-security-groups-are-empty.ts";
import { endpointsHavePolicies } from "./network/endpoints-have-policies.ts";
import { interfaceEndpointsHaveAGroup } from "./network/interface-endpoints-have-a-group.ts";
import { interfaceEndpointsHaveUsualNames } from "./network/interface-endpoints-have-usual-names.ts";
import { listenersEncrypt } from "./network/listeners-encrypt.ts";
import { listenersNameACurrentPolicy } from "./network/listeners-name-a-current-policy.ts";
import { listenersSpeakTls13 } from "./network/listeners-speak-tls-1.3.ts";
import { natGatewaysStandInEveryZone } from "./network/nat-gateways-stand-in-every-zone.ts";
import { networksKeepFlowLogs } from "./network/networks-keep-flow-logs.ts";
import { networksReachAwsPrivately } from "./network/networks-reach-aws-privately.ts";
import { networksResolveNames } from "./network/networks-resolve-names.ts";
import { networksWatchEncryption } from "./network/networks-watch-encryption.ts";
import { nothingIsOpenToTheWorld } from "./network/nothing-is-open-to-the-world.ts";
import { routesStayInTheirZone } from "./network/routes-stay-in-their-zone.ts";
import { securityGroupRulesAreResources } from "./network/security-group-rules-are-resources.ts";
import { securityGroupsAreDescribed } from "./network/security-groups-are-described.ts";
import { securityGroupsAreUsed } from "./network/security-groups-are-used.ts";
import { subnetsGiveNoPublicAddress } from "./network/subnets-give-no-public-address.ts";
import { targetGroupsCheckHealth } from "./network/target-groups-check-health.ts";
import { targetGroupsEncrypt } from "./network/target-groups-encrypt.ts";
import { targetGroupsHoldAddresses } from "./network/target-groups-hold-addresses.ts";
import { targetGroupsLetGoInTime } from "./network/target-groups-let-go-in-time.ts";
import { targetGroupsStartSlowly } from "./network/target-groups-start-slowly.ts";
import type { Rule } from "./rule.ts";
import { alarmsCallSomebody } from "./security/alarms-call-somebody.ts";
import { auditLogsAreKeptAYear } from "./security/audit-logs-are-kept-a-year.ts";
import { backupsAndRecordsAreLocked } from "./security/backups-and-records-are-locked.ts";
import { boundariesLetNobodyRule } from "./security/boundaries-let-nobody-rule.ts";
import { boundariesProtectData } from "./security/boundaries-protect-data.ts";
import { bucketPoliciesAdmitNamedPrincipals } from "./security/bucket-policies-admit-named-principals.ts";
import { bucketsAreEncrypted } from "./security/buckets-are-encrypted.ts";
import { bucketsBlockPublicAccess } from "./security/buckets-block-public-access.ts";
import { bucketsCleanUp } from "./security/buckets-clean-up.ts";
import { bucketsHaveOneOwner } from "./security/buckets-have-one-owner.ts";
import { bucketsKeepVersions } from "./security/buckets-keep-versions.ts";
import { bucketsLogAccess } from "./security/buckets-log-access.ts";
import { bucketsRefuseOldTls } from "./security/buckets-refuse-old-tls.ts";
import { bucketsRefusePlainText } from "./security/buckets-refuse-plain-text.ts";
import { bucketsUseOurKey } from "./security/buckets-use-our-key.ts";
import { keysAdmitNamedPrincipals } from "./security/keys-admit-named-principals.ts";
import { keysCanBeBroughtBack } from "./security/keys-can-be-brought-back.ts";
import { keysRotate } from "./security/keys-rotate.ts";
import { locksOutlastAMonth } from "./security/locks-outlast-a-month.ts";
import { logGroupsHaveAnEnd } from "./security/log-groups-have-an-end.ts";
import { logGroupsUseOurKey } from "./security/log-groups-use-our-key.ts";
import { policiesAllowNoWholeService } from "./security/policies-allow-no-whole-service.ts";
import { policiesLetNobodyRise } from "./security/policies-let-nobody-rise.ts";
import { policiesNameTheirActions } from "./security/policies-name-their-actions.ts";
import { policiesNameTheirResources } from "./security/policies-name-their-resources.ts";
import { rolesHaveABoundary } from "./security/roles-have-a-boundary.ts";
import { rolesShowTheirRights } from "./security/roles-show-their-rights.ts";
import { rolesTrustExactly } from "./security/roles-trust-exactly.ts";
import { secretsCanBeBroughtBack } from "./security/secrets-can-be-brought-back.ts";
import { secretsRotate } from "./security/secrets-rotate.ts";
import { secretsUseOurKey } from "./security/secrets-use-our-key.ts";
import { topicsAdmitNamedPrincipals } from "./security/topics-admit-named-principals.ts";
import { topicsRefusePlainText } from "./security/topics-refuse-plain-text.ts";
import { topicsUseOurKey } from "./security/topics-use-our-key.ts";
import { trailsCanBeProved } from "./security/trails-can-be-proved.ts";
import { trailsCanBeWatched } from "./security/trails-can-be-watched.ts";
import { trailsRecordEveryRegion } from "./security/trails-record-every-region.ts";
import { trailsRecordWhoChangesWhat } from "./security/trails-record-who-changes-what.ts";
import { trailsRecordWhoReadsThem } from "./security/trails-record-who-reads-them.ts";
import { trailsUseOurKey } from "./security/trails-use-our-key.ts";

/** Every rule there is. */
export const rules: readonly Rule[] = [
  cacheClustersHaveThreeByThree,
  cacheUsersHaveLeastRights,
  cachesEncryptAtRest,
  cachesFailOver,
  cachesHaveTheirOwnSubnets,
  cachesKeepSnapshots,
  cachesKnowTheirUsers,
  cachesRaiseAlarms,
  cachesRequireTls,
  cachesTakeMinorUpgrades,
  addOnsArePinned,
  addOnsDecideConflicts,
  clusterEndpointsArePrivate,
  clustersAdmitByEntry,
  clustersAreKept,
  clustersEncryptSecrets,
  clustersLogEverything,
  clustersRunASupportedVersion,
  clustersStayInStandardSupport,
  nodeDisksUseOurKey,
  nodeGroupsChangeInParts,
  nodeGroupsHaveAnAlternative,
  nodesAdmitNoShell,
  nodesGuardTheirMetadata,
  containersSayHowTheyAre,
  containersSayWhatTheyNeed,
  imagesArePinned,
  podsAreConfined,
  podsChangeNoFiles,
  podsHaveNoPrivileges,
  podsHaveTheirOwnIdentity,
  podsRunAsNobody,
  podsShareNothingWithNodes,
  podsTalkAsTold,
  secretsAreFiles,
  workloadsHaveADisruptionBudget,
  workloadsHaveAPriority,
  workloadsHaveThreePods,
  workloadsSpreadOverZones,
  certificatesAreProvedByDns,
  queuePoliciesAdmitNamedPrincipals,
  queuesRefusePlainText,
  queuesUseOurKey,
  balancerSubnetsAreFound,
  balancersAppendForwardedFor,
  balancersAreInternal,
  balancersAreKept,
  balancersDropInvalidHeaders,
  balancersHaveAGroup,
  balancersKeepAccessLogs,
  balancersKeepConnectionLogs,
  balancersRefuseAmbiguousRequests,
  balancersSayHowTheyCrossZones,
  balancersSpanThreeZones,
  dataStoresAdmitGroupsAlone,
  defaultSecurityGroupsAreEmpty,
  endpointsHavePolicies,
  interfaceEndpointsHaveAGroup,
  interfaceEndpointsHaveUsualNames,
  listenersEncrypt,
  listenersNameACurrentPolicy,
  listenersSpeakTls13,
  natGatewaysStandInEveryZone,
  networksKeepFlowLogs,
  networksReachAwsPrivately,
  networksResolveNames,
  networksWatchEncryption,
  nothingIsOpenToTheWorld,
  routesStayInTheirZone,
  securityGroupRulesAreResources,
  securityGroupsAreDescribed,
  securityGroupsAreUsed,
  subnetsGiveNoPublicAddress,
  targetGroupsCheckHealth,
  targetGroupsEncrypt,
  targetGroupsHoldAddresses,
  targetGroupsLetGoInTime,
  targetGroupsStartSlowly,
  alarmsCallSomebody,
  auditLogsAreKeptAYear,
  backupsAndRecordsAreLocked,
  boundariesLetNobodyRule,
  boundariesProtectData,
  bucketPoliciesAdmitNamedPrincipals,
  bucketsAreEncrypted,
  bucketsBlockPublicAccess,
  bucketsCleanUp,
  bucketsHaveOneOwner,
  bucketsKeepVersions,
  bucketsLogAccess,
  bucketsRefuseOldTls,
  bucketsRefusePlainText,
  bucketsUseOurKey,
  keysAdmitNamedPrincipals,
  keysCanBeBroughtBack,
  keysRotate,
  locksOutlastAMonth,
  logGroupsHaveAnEnd,
  logGroupsUseOurKey,
  policiesAllowNoWholeService,
  policiesLetNobodyRise,
  policiesNameTheirActions,
  policiesNameTheirResources,
  rolesHaveABoundary,
  rolesShowTheirRights,
  rolesTrustExactly,
  secretsCanBeBroughtBack,
  secretsRotate,
  secretsUseOurKey,
  topicsAdmitNamedPrincipals,
  topicsRefusePlainText,
  topicsUseOurKey,
  trailsCanBeProved,
  trailsCanBeWatched,
  trailsRecordEveryRegion,
  trailsRecordWhoChangesWhat,
  trailsRecordWhoReadsThem,
  trailsUseOurKey,
];

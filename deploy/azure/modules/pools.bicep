import { pool } from 'types.bicep'

param clusterName string
param kubernetesVersion string?
param subnetId string
param compute pool
param gateway pool

resource cluster 'Microsoft.ContainerService/managedClusters@2026-08-01' existing = {
  name: clusterName

  resource computeNodes 'agentPools' = {
    name: 'compute'
    properties: {
      mode: 'User'
      osType: 'Linux'
      vmSize: compute.size
      orchestratorVersion: kubernetesVersion
      vnetSubnetID: subnetId
      availabilityZones: ['1', '2', '3']
      enableAutoScaling: true
      minCount: compute.min
      maxCount: compute.max
      nodeLabels: { 'bloomcoin/pool': 'compute' }
      upgradeSettings: { maxSurge: '33%' }
    }
  }

  resource gatewayNodes 'agentPools' = {
    name: 'gateway'
    dependsOn: [computeNodes] // AKS changes one pool of a cluster at a time.
    properties: {
      mode: 'User'
      osType: 'Linux'
      vmSize: gateway.size
      orchestratorVersion: kubernetesVersion
      vnetSubnetID: subnetId
      availabilityZones: ['1', '2', '3']
      enableAutoScaling: true
      minCount: gateway.min
      maxCount: gateway.max
      nodeLabels: { 'bloomcoin/pool': 'gateway' }
      nodeTaints: ['bloomcoin/pool=gateway:NoSchedule']
      upgradeSettings: { maxSurge: '33%', drainTimeoutInMinutes: 30 }
      // A socket of a peer costs a file, an entry of connection tracking, and its packets. Files need nothing here: on AKS the node has no
      // limit, a container gets containerd's, and .NET raises its own to that. Tracking grows with a node's memory by default, and the
      // queue of packets is 1000. net.core.somaxconn would not help: pods have network namespaces of their own, which do not inherit it.
      linuxOSConfig: {
        sysctls: {
          netNetfilterNfConntrackMax: 1048576
          netNetfilterNfConntrackBuckets: 262144
          netCoreNetdevMaxBacklog: 16384
        }
      }
    }
  }
}

import { roles } from 'roles.bicep'
import { pool, principal } from 'types.bicep'

param name string
param location string
param tier 'Free' | 'Standard' | 'Premium'

@description('Such as 1.34. Null takes the default of AKS at creation, and keeps what is there afterwards.')
param kubernetesVersion string?
param operator principal

@description('Whence Kubernetes\' API is reached: IPv4 ranges. The nodes\' own way out is let in by AKS.')
param operatorAddresses string[]
param system pool
param subnetId string
param logsId string

// The cluster's own identity, made before it: it has to join the subnet while it is created.
resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: '${name}-cluster'
  location: location
}

// Of the whole group, because AKS lists the group's public addresses to find the peers' one.
resource network 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(resourceGroup().id, identity.id, roles.networkContributor)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.networkContributor)
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

resource cluster 'Microsoft.ContainerService/managedClusters@2026-08-01' = {
  name: name
  location: location
  dependsOn: [network]
  sku: { name: 'Base', tier: tier }
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identity.id}': {} }
  }
  properties: {
    dnsPrefix: name
    kubernetesVersion: kubernetesVersion
    enableRBAC: true
    disableLocalAccounts: true
    aadProfile: { managed: true, enableAzureRBAC: true, tenantID: tenant().tenantId }
    apiServerAccessProfile: { authorizedIPRanges: operatorAddresses }
    oidcIssuerProfile: { enabled: true }
    securityProfile: {
      workloadIdentity: { enabled: true }
      imageCleaner: { enabled: true, intervalHours: 168 }
    }
    autoUpgradeProfile: { upgradeChannel: 'patch', nodeOSUpgradeChannel: 'NodeImage' }
    networkProfile: {
      networkPlugin: 'azure'
      networkPluginMode: 'overlay'
      networkDataplane: 'cilium'
      networkPolicy: 'cilium'
      podCidr: '10.244.0.0/16' // A /24 for each node, so 256 nodes at most.
      serviceCidr: '10.245.0.0/16'
      dnsServiceIP: '10.245.0.10'
      loadBalancerSku: 'standard'
      // Not a NAT gateway: that lives in one zone. Two addresses give twice the ports for connections to peers.
      outboundType: 'loadBalancer'
      loadBalancerProfile: { managedOutboundIPs: { count: 2 } }
    }
    addonProfiles: {
      azureKeyvaultSecretsProvider: {
        enabled: true
        config: { enableSecretRotation: 'true', rotationPollInterval: '2m' }
      }
      omsagent: {
        enabled: true
        config: { logAnalyticsWorkspaceResourceID: logsId, useAADAuth: 'true' }
      }
    }
    azureMonitorProfile: { metrics: { enabled: true } }
    workloadAutoScalerProfile: { keda: { enabled: true } }
    agentPoolProfiles: [
      {
        name: 'system'
        mode: 'System'
        osType: 'Linux'
        vmSize: system.size
        orchestratorVersion: kubernetesVersion
        vnetSubnetID: subnetId
        availabilityZones: ['1', '2', '3']
        enableAutoScaling: true
        minCount: system.min
        maxCount: system.max
        nodeTaints: ['CriticalAddonsOnly=true:NoSchedule']
      }
    ]
  }

  // Upgrades drain nodes, and a gateway's peers must dial again: once a week, at night in Europe.
  resource upgrades 'maintenanceConfigurations' = [
    for schedule in ['aksManagedAutoUpgradeSchedule', 'aksManagedNodeOSUpgradeSchedule']: {
      name: schedule
      properties: {
        maintenanceWindow: {
          schedule: { weekly: { intervalWeeks: 1, dayOfWeek: 'Tuesday' } }
          startTime: '01:00'
          utcOffset: '+00:00'
          durationHours: 6
        }
      }
    }
  ]
}

resource operators 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in [roles.clusterUser, roles.clusterAdmin]: {
    scope: cluster
    name: guid(cluster.id, operator.id, role)
    properties: {
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
      principalId: operator.id
      principalType: operator.type
    }
  }
]

// As in postgres.bicep. Who was let in by Entra ID, and what they changed.
#disable-next-line use-recent-api-versions
resource audit 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: cluster
  name: 'audit'
  properties: {
    workspaceId: logsId
    logs: [for category in ['guard', 'kube-audit-admin']: { category: category, enabled: true }]
  }
}

output name string = cluster.name
output issuer string = cluster.properties.oidcIssuerProfile.issuerURL
output kubeletPrincipalId string = cluster.properties.identityProfile.kubeletidentity.objectId

// BloomCoin.Orleans on Azure: everything that a cluster needs, in one resource group. README.md is the sequence of commands around it.
import { pool, principal } from 'modules/types.bicep'

@description('Lower-case letters and digits: it begins every name.')
@minLength(3)
@maxLength(10)
param name string = 'bloomcoin'

@description('A region with three availability zones.')
param location string = resourceGroup().location

@description('Who may administer the Kubernetes cluster, write secrets and read metrics.')
param operator principal

@description('IPv4 ranges whence the operator reaches Kubernetes\' API and Key Vault.')
@minLength(1)
param operatorAddresses string[]

param clusterTier 'Free' | 'Standard' | 'Premium' = 'Standard'
param kubernetesVersion string?
param systemPool pool = { size: 'Standard_D2ds_v5', min: 3, max: 5 }
param computePool pool = { size: 'Standard_D4ds_v5', min: 3, max: 6 }
param gatewayPool pool = { size: 'Standard_D4ds_v5', min: 3, max: 12 }

@description('The virtual network, /20 or larger, outside of 10.244.0.0/15.')
param addressSpace string = '10.20.0.0/16'

@description('Whether there is a static address for peers. Without it the Kubernetes service gets one that goes with it.')
param peerAddress bool = true

@minLength(16)
@secure()
param postgresPassword string
param postgresTier 'GeneralPurpose' | 'MemoryOptimized' = 'GeneralPurpose'
param postgresSize string = 'Standard_D4ds_v5'
param postgresStorageGb int = 256
param postgresGeoRedundantBackup bool = false

@description('Connections of one silo at most. All silos together must stay under what the database takes.')
@minValue(10)
param postgresPoolSize int = 50

@description('Opens the Orleans dashboard, and the peers\' addresses in the API.')
@minLength(16)
@secure()
param dashboardToken string

param registrySku 'Standard' | 'Premium' = 'Standard'
param logRetentionDays int = 30

@description('The id of an action group that is told of alerts. Without one they are in the portal only.')
param actionGroupId string = ''

var namespace = 'bloomcoin'
var postgresLogin = 'bloomcoin'
var metricsName = '${name}-metrics'
// Some names are the whole world's.
var suffix = uniqueString(resourceGroup().id)

module network 'modules/network.bicep' = {
  params: { name: name, location: location, addressSpace: addressSpace, peerAddress: peerAddress }
}

module monitoring 'modules/monitoring.bicep' = {
  params: { logsName: '${name}-logs', metricsName: metricsName, location: location, retentionDays: logRetentionDays }
}

module cluster 'modules/cluster.bicep' = {
  params: {
    name: name
    location: location
    tier: clusterTier
    kubernetesVersion: kubernetesVersion
    operator: operator
    operatorAddresses: operatorAddresses
    system: systemPool
    subnetId: network.outputs.nodeSubnetId
    logsId: monitoring.outputs.logsId
  }
}

// Names are given here, not taken from another module's outputs: what-if would see nothing of what has a name that it cannot tell.
module pools 'modules/pools.bicep' = {
  dependsOn: [cluster]
  params: {
    clusterName: name
    kubernetesVersion: kubernetesVersion
    subnetId: network.outputs.nodeSubnetId
    compute: computePool
    gateway: gatewayPool
  }
}

module collection 'modules/collection.bicep' = {
  dependsOn: [cluster]
  params: {
    name: name
    location: location
    clusterName: name
    logsId: monitoring.outputs.logsId
    metricsId: monitoring.outputs.metricsId
  }
}

module alerts 'modules/alerts.bicep' = {
  dependsOn: [cluster]
  params: {
    location: location
    clusterName: name
    metricsId: monitoring.outputs.metricsId
    actionGroupId: actionGroupId
  }
}

module registry 'modules/registry.bicep' = {
  params: {
    name: '${name}${suffix}'
    location: location
    sku: registrySku
    kubeletPrincipalId: cluster.outputs.kubeletPrincipalId
  }
}

module postgres 'modules/postgres.bicep' = {
  params: {
    name: '${name}-${suffix}'
    location: location
    login: postgresLogin
    password: postgresPassword
    size: postgresSize
    tier: postgresTier
    storageGb: postgresStorageGb
    geoRedundantBackup: postgresGeoRedundantBackup
    subnetId: network.outputs.databaseSubnetId
    zoneId: network.outputs.databaseZoneId
    logsId: monitoring.outputs.logsId
  }
}

module silo 'modules/identity.bicep' = {
  params: {
    name: '${name}-silo'
    location: location
    issuer: cluster.outputs.issuer
    subject: 'system:serviceaccount:${namespace}:bloomcoin-silo'
  }
}

// KEDA's operator, whose add-on lives in kube-system, asks Prometheus how many gateways are wanted.
module keda 'modules/identity.bicep' = {
  params: {
    name: '${name}-keda'
    location: location
    issuer: cluster.outputs.issuer
    subject: 'system:serviceaccount:kube-system:keda-operator'
  }
}

module readers 'modules/readers.bicep' = {
  params: { metricsName: metricsName, kedaPrincipalId: keda.outputs.principalId, operator: operator }
}

module vault 'modules/vault.bicep' = {
  params: {
    name: '${name}-${suffix}'
    location: location
    operator: operator
    operatorAddresses: operatorAddresses
    siloPrincipalId: silo.outputs.principalId
    subnetId: network.outputs.endpointSubnetId
    zoneId: network.outputs.vaultZoneId
    logsId: monitoring.outputs.logsId
    databaseHost: postgres.outputs.host
    database: postgres.outputs.database
    databaseLogin: postgresLogin
    databasePassword: postgresPassword
    poolSize: postgresPoolSize
    dashboardToken: dashboardToken
  }
}

output resourceGroup string = resourceGroup().name
output tenantId string = tenant().tenantId
output clusterName string = cluster.outputs.name
output registryName string = registry.outputs.name
output registryLoginServer string = registry.outputs.loginServer
output keyVaultName string = vault.outputs.name
output siloClientId string = silo.outputs.clientId
output kedaClientId string = keda.outputs.clientId
output prometheusEndpoint string = monitoring.outputs.queryEndpoint
output postgresHost string = postgres.outputs.host
output peerAddressName string = network.outputs.peerAddressName
output peerAddress string = network.outputs.peerAddress

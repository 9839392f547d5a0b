import { roles } from 'roles.bicep'
import { principal } from 'types.bicep'

param name string
param location string
param operator principal

@description('Whence the operator uploads certificates: IPv4 ranges. All other ways in lead through the private endpoint.')
param operatorAddresses string[]
param siloPrincipalId string
param subnetId string
param zoneId string
param logsId string
param databaseHost string
param database string
param databaseLogin string
param poolSize int

@secure()
param databasePassword string

@secure()
param dashboardToken string

resource vault 'Microsoft.KeyVault/vaults@2026-05-15' = {
  name: name
  location: location
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 90
    enablePurgeProtection: true
    networkAcls: {
      defaultAction: 'Deny'
      bypass: 'AzureServices'
      ipRules: [for range in operatorAddresses: { value: range }]
    }
  }

  // Azure's certificates lead to public roots that every image with ca-certificates has, so the name can be checked in full.
  // A password may hold any character: within double quotes Npgsql takes all, a double quote doubled.
  resource connectionString 'secrets' = {
    name: 'postgres-connection-string'
    properties: {
      contentType: 'Npgsql'
      value: 'Host=${databaseHost};Database=${database};Username=${databaseLogin};Password="${replace(databasePassword, '"', '""')}";SSL Mode=VerifyFull;Maximum Pool Size=${poolSize}'
    }
  }

  resource token 'secrets' = {
    name: 'dashboard-token'
    properties: { value: dashboardToken }
  }
}

resource endpoint 'Microsoft.Network/privateEndpoints@2026-03-01' = {
  name: '${name}-endpoint'
  location: location
  properties: {
    subnet: { id: subnetId }
    privateLinkServiceConnections: [
      {
        name: 'vault'
        properties: { privateLinkServiceId: vault.id, groupIds: ['vault'] }
      }
    ]
  }

  resource names 'privateDnsZoneGroups' = {
    name: 'vault'
    properties: {
      privateDnsZoneConfigs: [{ name: 'vault', properties: { privateDnsZoneId: zoneId } }]
    }
  }
}

resource read 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: vault
  name: guid(vault.id, 'silo', roles.secretsUser)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.secretsUser)
    principalId: siloPrincipalId
    principalType: 'ServicePrincipal'
  }
}

resource write 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: vault
  name: guid(vault.id, operator.id, roles.secretsOfficer)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.secretsOfficer)
    principalId: operator.id
    principalType: operator.type
  }
}

// As in postgres.bicep.
#disable-next-line use-recent-api-versions
resource audit 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: vault
  name: 'audit'
  properties: {
    workspaceId: logsId
    logs: [{ category: 'AuditEvent', enabled: true }]
  }
}

output name string = vault.name

param name string
param location string
param login string

@secure()
param password string

@description('Memory sets how many connections it takes; README.md has the numbers.')
param size string
param tier 'GeneralPurpose' | 'MemoryOptimized'
param storageGb int

@description('Copies of backups in the paired region. Only at creation, and not every region has a pair.')
param geoRedundantBackup bool
param subnetId string
param zoneId string
param logsId string

resource server 'Microsoft.DBforPostgreSQL/flexibleServers@2025-08-01' = {
  name: name
  location: location
  sku: { name: size, tier: tier }
  properties: {
    version: '17'
    administratorLogin: login
    administratorLoginPassword: password
    authConfig: { passwordAuth: 'Enabled', activeDirectoryAuth: 'Disabled' }
    storage: { storageSizeGB: storageGb, autoGrow: 'Enabled' }
    backup: { backupRetentionDays: 14, geoRedundantBackup: geoRedundantBackup ? 'Enabled' : 'Disabled' }
    // The zones are Azure's choice: a failover swaps them, and fixed ones would then differ from what is there.
    highAvailability: { mode: 'ZoneRedundant' }
    network: {
      publicNetworkAccess: 'Disabled'
      delegatedSubnetResourceId: subnetId
      privateDnsZoneArmResourceId: zoneId
    }
  }

  resource database 'databases' = {
    name: 'bloomcoin'
    properties: { charset: 'UTF8', collation: 'en_US.utf8' }
  }
}

// The newest API version of this type is a preview, and the stable one of 2016 knows no groups of categories.
#disable-next-line use-recent-api-versions
resource logs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: server
  name: 'logs'
  properties: {
    workspaceId: logsId
    logs: [{ category: 'PostgreSQLLogs', enabled: true }]
  }
}

output host string = server.properties.fullyQualifiedDomainName
output database string = server::database.name

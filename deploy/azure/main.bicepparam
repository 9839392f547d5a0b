using 'main.bicep'

// The operators' group in Entra ID: az ad group show --group NAME --query id
param operator = { id: '00000000-0000-0000-0000-000000000001', type: 'Group' }

// Where they work. 203.0.113.0/24 is an address of examples: nobody is let in by it.
param operatorAddresses = ['203.0.113.7/32']

// Secrets come from the environment, never from a file.
param postgresPassword = readEnvironmentVariable('POSTGRES_PASSWORD')
param dashboardToken = readEnvironmentVariable('DASHBOARD_TOKEN')

// One node in each zone at least. A gateway pod with 1 000 peers is far from filling a node of this size.
param systemPool = { size: 'Standard_D2ds_v5', min: 3, max: 5 }
param computePool = { size: 'Standard_D4ds_v5', min: 3, max: 6 }
param gatewayPool = { size: 'Standard_D4ds_v5', min: 3, max: 12 }

param postgresTier = 'GeneralPurpose'
param postgresSize = 'Standard_D4ds_v5'
param postgresStorageGb = 256
param postgresGeoRedundantBackup = false

param logsName string
param metricsName string
param location string
param retentionDays int

@description('What containers and Azure\'s services log.')
resource logs 'Microsoft.OperationalInsights/workspaces@2026-03-01' = {
  name: logsName
  location: location
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: retentionDays
  }
}

@description('Prometheus\' metrics. It is asked over the Internet by whom Entra ID lets: KEDA\'s add-on has no other way to it.')
resource metrics 'Microsoft.Monitor/accounts@2025-10-03' = {
  name: metricsName
  location: location
}

output logsId string = logs.id
output metricsId string = metrics.id
output queryEndpoint string = metrics.properties.metrics.prometheusQueryEndpoint

import { roles } from 'roles.bicep'
import { principal } from 'types.bicep'

@description('Who may query the metrics.')
param metricsName string
param kedaPrincipalId string
param operator principal

resource metrics 'Microsoft.Monitor/accounts@2025-10-03' existing = {
  name: metricsName
}

resource kedaReads 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: metrics
  name: guid(metrics.id, 'keda', roles.monitoringDataReader)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.monitoringDataReader)
    principalId: kedaPrincipalId
    principalType: 'ServicePrincipal'
  }
}

resource operatorReads 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: metrics
  name: guid(metrics.id, operator.id, roles.monitoringDataReader)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.monitoringDataReader)
    principalId: operator.id
    principalType: operator.type
  }
}

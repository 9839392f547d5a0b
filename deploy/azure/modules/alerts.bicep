param location string
param clusterName string
param metricsId string

@description('An action group that is told of alerts; without one they are only in the portal.')
param actionGroupId string

// The same file that any Prometheus reads, so that there is one list of alerts.
var groups = loadYamlContent('../../prometheus/alerts.yml').groups
var severities = { critical: 0, warning: 2, info: 3 }

resource alerts 'Microsoft.AlertsManagement/prometheusRuleGroups@2023-03-01' = [
  for group in groups: {
    name: group.name
    location: location
    properties: {
      scopes: [metricsId, resourceId('Microsoft.ContainerService/managedClusters', clusterName)]
      clusterName: clusterName
      interval: 'PT1M'
      rules: [
        for rule in group.rules: {
          alert: rule.alert
          expression: rule.expr
          severity: severities[rule.labels.severity]
          labels: rule.labels
          annotations: rule.annotations
          ...(contains(rule, 'for') ? { for: 'PT${toUpper(rule.for!)}' } : {}) // 10m is written PT10M here.
          actions: empty(actionGroupId) ? [] : [{ actionGroupId: actionGroupId }]
        }
      ]
    }
  }
]

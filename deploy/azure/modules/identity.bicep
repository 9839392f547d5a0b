param name string
param location string

@description('The cluster\'s OIDC issuer.')
param issuer string

@description('The Kubernetes service account that is this identity.')
param subject string

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: name
  location: location

  resource federation 'federatedIdentityCredentials' = {
    name: 'kubernetes'
    properties: {
      issuer: issuer
      subject: subject
      audiences: ['api://AzureADTokenExchange']
    }
  }
}

output clientId string = identity.properties.clientId
output principalId string = identity.properties.principalId

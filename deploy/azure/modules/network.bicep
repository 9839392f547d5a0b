param name string
param location string

@description('The virtual network, /20 or larger. It must overlap neither the pods\' nor the services\' range of cluster.bicep.')
param addressSpace string

@description('Whether the peers\' port gets an address of its own that outlives the Kubernetes service.')
param peerAddress bool

resource network 'Microsoft.Network/virtualNetworks@2026-03-01' = {
  name: name
  location: location
  properties: {
    addressSpace: { addressPrefixes: [addressSpace] }
  }

  // Pods have addresses of the overlay, so this holds nodes only.
  resource nodes 'subnets' = {
    name: 'nodes'
    properties: { addressPrefix: cidrSubnet(addressSpace, 22, 0) }
  }

  resource database 'subnets' = {
    name: 'database'
    dependsOn: [nodes] // Azure changes one subnet of a network at a time.
    properties: {
      addressPrefix: cidrSubnet(addressSpace, 27, 32)
      delegations: [
        {
          name: 'postgres'
          properties: { serviceName: 'Microsoft.DBforPostgreSQL/flexibleServers' }
        }
      ]
    }
  }

  resource endpoints 'subnets' = {
    name: 'endpoints'
    dependsOn: [database]
    properties: { addressPrefix: cidrSubnet(addressSpace, 27, 33) }
  }
}

module databaseNames 'zone.bicep' = {
  params: {
    zone: '${name}.private.postgres.database.azure.com'
    networkId: network.id
  }
}

module vaultNames 'zone.bicep' = {
  params: {
    zone: 'privatelink${replace(environment().suffixes.keyvaultDns, '.vault.', '.vaultcore.')}'
    networkId: network.id
  }
}

resource address 'Microsoft.Network/publicIPAddresses@2026-03-01' = if (peerAddress) {
  name: '${name}-peers'
  location: location
  sku: { name: 'Standard' }
  zones: ['1', '2', '3']
  properties: { publicIPAllocationMethod: 'Static' }
}

output nodeSubnetId string = network::nodes.id
output databaseSubnetId string = network::database.id
output endpointSubnetId string = network::endpoints.id
output databaseZoneId string = databaseNames.outputs.id
output vaultZoneId string = vaultNames.outputs.id
output peerAddressName string = peerAddress ? address.name : ''
output peerAddress string = peerAddress ? address!.properties.ipAddress : ''

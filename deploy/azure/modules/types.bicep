@export()
@description('One pool of nodes: their size, and how few and how many the autoscaler may keep.')
type pool = {
  size: string
  @minValue(1)
  min: int
  @maxValue(256)
  max: int
}

@export()
@description('Somebody whom Entra ID knows, by object id.')
type principal = {
  id: string
  type: 'Group' | 'User' | 'ServicePrincipal'
}

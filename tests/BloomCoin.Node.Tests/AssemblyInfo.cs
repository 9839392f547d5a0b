using BloomCoin.Testing;

[assembly: AssemblyFixture(typeof(PostgreSqlServer))]

using BloomCoin.Deploy.Tests.Image;

[assembly: AssemblyFixture(typeof(Published))]

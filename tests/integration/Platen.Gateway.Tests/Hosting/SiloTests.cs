namespace Platen.Gateway.Tests.Hosting;

/// <summary>Tests that share one silo.</summary>
[CollectionDefinition(Name)]
public sealed class SiloTests : ICollectionFixture<SiloHost>
{
    public const string Name = "silo";
}

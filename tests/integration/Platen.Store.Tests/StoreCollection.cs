namespace Platen.Store.Tests;

/// <summary>Tests that share the server.</summary>
[CollectionDefinition(Name)]
[System.Diagnostics.CodeAnalysis.SuppressMessage("Naming", "CA1711", Justification = "xunit's word")]
public sealed class StoreCollection : ICollectionFixture<StoreServer>
{
    public const string Name = "store";
}

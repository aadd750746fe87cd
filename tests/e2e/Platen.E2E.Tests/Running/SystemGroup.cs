namespace Platen.E2E.Tests.Running;

/// <summary>All tests use the one system, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class SystemGroup : ICollectionFixture<PlatenSystem>
{
    public const string Name = "the whole system";
}

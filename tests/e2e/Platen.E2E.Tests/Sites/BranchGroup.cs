using Platen.E2E.Tests.Running;

namespace Platen.E2E.Tests.Sites;

/// <summary>Tests of two branches use one system, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class BranchGroup : ICollectionFixture<SystemOfBranches>
{
    public const string Name = "two branches";
}

namespace Platen.Pdl.Tests.Corpus;

/// <summary>Shares one corpus between all test classes that need the outside programs' documents.</summary>
[CollectionDefinition(Name)]
public sealed class CorpusCollection : ICollectionFixture<DocumentCorpus>
{
    public const string Name = "corpus";
}

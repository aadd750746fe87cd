namespace Platen.Pdl.Tests.Corpus.Large;

/// <summary>A document of the large corpus.</summary>
/// <param name="Family">What made it, as the table of the results names it.</param>
/// <param name="Path">Where it is.</param>
/// <param name="Format">What it is.</param>
/// <param name="Pages">How many pages it has, by construction or by the word of a program nobody here wrote.</param>
internal sealed record CorpusFile(string Family, string Path, PdlFormat Format, int Pages)
{
    public string Name => System.IO.Path.GetFileName(Path);
}

using System.Collections.Concurrent;
using System.Text;

namespace Platen.Pdl.Tests.Corpus.Large;

/// <summary>How many files of each family were counted exactly, left to a second look, or not counted; and which ones were wrong.</summary>
internal sealed class CorpusTally
{
    private readonly ConcurrentDictionary<string, int[]> rows = new();

    /// <summary>A trusted number that is not the oracle's: there must be none.</summary>
    public ConcurrentQueue<string> Wrong { get; } = new();

    /// <summary>Right or unknown, but not trusted in one pass.</summary>
    public ConcurrentQueue<string> Doubted { get; } = new();

    /// <summary>What a program would not make (a paper that its device does not have).</summary>
    public ConcurrentQueue<string> Refused { get; } = new();

    public int Total => rows.Values.Sum(r => r[0]);

    /// <summary>The files of a job, none where its program refuses.</summary>
    public IReadOnlyList<CorpusFile> Made(Func<IReadOnlyList<CorpusFile>> job)
    {
        try
        {
            return job();
        }
        catch (InvalidOperationException e)
        {
            Refused.Enqueue(e.Message);
            return [];
        }
    }

    public void Add(CorpusFile file, byte[] document)
    {
        var report = Inspect.Whole(document);
        var row = rows.GetOrAdd($"{file.Format}\t{file.Family}", static _ => new int[4]);
        var pages = report.Pages;
        Interlocked.Increment(ref row[0]);
        if (report.Format != file.Format)
        {
            Wrong.Enqueue($"{file.Family} {file.Name}: taken for {report.Format}");
        }
        else if (pages.IsTrusted)
        {
            Interlocked.Increment(ref row[1]);
            Check(file, pages, "in one pass");
        }
        else if (pages.NeedsWholeDocument)
        {
            Interlocked.Increment(ref row[2]);
            Check(file, PdfTests.Count(document), "by the second look");
        }
        else
        {
            Interlocked.Increment(ref row[3]);
            Doubted.Enqueue($"{file.Family} {file.Name}: {pages.Reason}");
        }
    }

    /// <summary>A table: format, maker, files, exact in one pass, exact by the second look, left to the renderer or unknown.</summary>
    public string Table()
    {
        var text = new StringBuilder("| format | made by | files | one pass | second look | renderer or unknown |\n|---|---|---|---|---|---|\n");
        foreach (var (key, row) in rows.OrderBy(r => r.Key, StringComparer.Ordinal))
        {
            var names = key.Split('\t');
            text.Append($"| {names[0]} | {names[1]} | {row[0]} | {row[1]} | {row[2]} | {row[3]} |\n");
        }

        return text.ToString();
    }

    private void Check(CorpusFile file, PageCount pages, string how)
    {
        if (pages.Value != file.Pages)
        {
            Wrong.Enqueue($"{file.Family} {file.Name}: {pages.Value?.ToString() ?? pages.Reason} {how}, but the oracle says {file.Pages}");
        }
    }
}

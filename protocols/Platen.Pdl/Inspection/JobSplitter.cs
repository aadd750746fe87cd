using System.Buffers;
using Platen.Pdl.Pjl;

namespace Platen.Pdl.Inspection;

/// <summary>Splits a job into PJL lines and documents, and gives each document to the scanner of its format.</summary>
internal sealed class JobSplitter(PdlLimits limits) : IDisposable
{
    // Ctrl-D ends a PostScript job on a serial line, Ctrl-Z a DOS file; both stand around documents that drivers make
    private static readonly SearchValues<byte> Filler = SearchValues.Create("\0\t\n\f\r \u0004\u001a"u8);

    private readonly PjlScanner pjl = new(limits);
    private readonly List<DocumentFacts> documents = [];
    private IDocumentScanner? scanner;

    public PjlJobInfo? Pjl => pjl.Info;

    public IReadOnlyList<DocumentFacts> Documents => documents;

    /// <summary>True when the job holds more documents than are inspected.</summary>
    public bool Overflowed { get; private set; }

    /// <summary>See <see cref="IDocumentScanner.Consume"/>.</summary>
    public long Consume(ReadOnlySpan<byte> block, bool final)
    {
        long at = 0;
        while (at < block.Length)
        {
            var rest = block[(int)at..];
            if (scanner is null)
            {
                var between = ConsumeBetween(rest, final);
                at += between;
                if (between == 0 && scanner is null)
                {
                    break;
                }

                continue;
            }

            var taken = scanner.Consume(rest, final);
            at += taken;
            if (scanner.Ended)
            {
                EndDocument(truncated: false);
            }
            else if (taken < rest.Length)
            {
                break;
            }
        }

        return at;
    }

    public void Complete(bool truncated)
    {
        if (scanner is not null)
        {
            EndDocument(truncated);
        }
    }

    public void Dispose() => scanner?.Dispose();

    /// <summary>Consumes filler, an exit sequence or a PJL line, or opens a document (and consumes nothing).</summary>
    private long ConsumeBetween(ReadOnlySpan<byte> rest, bool final)
    {
        var filler = rest.IndexOfAnyExcept(Filler);
        if (filler != 0)
        {
            return filler < 0 ? rest.Length : filler;
        }

        if (rest.StartsWith(Ascii.Uel))
        {
            pjl.ForgetAnnounced();
            return Ascii.Uel.Length;
        }

        if (PjlScanner.StartsLine(rest))
        {
            return pjl.ConsumeLine(rest, final);
        }

        if (rest.Length < FormatSniffer.WindowBytes && !final)
        {
            return 0;
        }

        return OpenDocument(rest);
    }

    private long OpenDocument(ReadOnlySpan<byte> rest)
    {
        if (documents.Count >= limits.Documents)
        {
            Overflowed = true;
            scanner = new OpaqueScanner(PdlFormat.Unknown, $"the job holds more than {limits.Documents} documents");
            return 0;
        }

        scanner = ScannerFactory.Open(FormatSniffer.Sniff(rest, FormatSniffer.ByPjlName(pjl.Announced)), limits);
        pjl.ForgetAnnounced();
        return 0;
    }

    private void EndDocument(bool truncated)
    {
        var facts = scanner!.Finish(truncated);
        scanner.Dispose();
        scanner = null;
        if (documents.Count < limits.Documents)
        {
            documents.Add(facts);
        }
    }
}

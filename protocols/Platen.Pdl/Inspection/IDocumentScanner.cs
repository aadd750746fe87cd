namespace Platen.Pdl.Inspection;

/// <summary>
/// Reads one document, block by block. Blocks begin where the scanner says and are filled to a fixed size whatever slices the job arrives in, so a report
/// never depends on how the network cut the job.
/// </summary>
internal interface IDocumentScanner : IDisposable
{
    /// <summary>True when the document has ended and what follows belongs to the wrapper or to another document.</summary>
    bool Ended { get; }

    /// <summary>
    /// Reads from <paramref name="block"/> and returns how many bytes are done with. More than the block's length means: skip that far ahead. Fewer means:
    /// show the rest again at the start of the next block. When <paramref name="final"/> is set nothing follows.
    /// </summary>
    long Consume(ReadOnlySpan<byte> block, bool final);

    /// <summary>What was found. <paramref name="truncated"/> says that the job ended inside a part that was being skipped.</summary>
    DocumentFacts Finish(bool truncated);
}

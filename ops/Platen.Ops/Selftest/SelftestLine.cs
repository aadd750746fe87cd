namespace Platen.Ops.Selftest;

/// <summary>One file's result; one JSON line.</summary>
internal sealed record SelftestLine
{
    public required string File { get; init; }

    public bool Ok { get; init; }

    public string? Error { get; init; }

    public string? JobId { get; init; }

    public string? Format { get; init; }

    public int? Pages { get; init; }

    public long BytesIn { get; init; }

    public long? BytesOut { get; init; }

    public string? Sha256In { get; init; }

    public string? Sha256Out { get; init; }

    public string? LedgerEntry { get; init; }

    public double? MsToHeld { get; init; }

    public double? MsToListed { get; init; }

    public double? MsToFirstByte { get; init; }

    public double? MsToDone { get; init; }
}

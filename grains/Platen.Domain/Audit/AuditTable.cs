using System.Collections.Immutable;
using System.Globalization;
using Platen.Domain.Accounting;

namespace Platen.Domain.Audit;

/// <summary>The audit log as lines of CSV (RFC 4180). The hashes are in it, so that a copy can be held against the record later.</summary>
public static class AuditTable
{
    private static readonly ImmutableArray<string> Columns = ["chain", "position", "at", "actor", "origin", "action", "subject", "success", "details", "previousHash", "hash"];

    /// <summary>The first line.</summary>
    public static string Head { get; } = string.Join(',', Columns) + "\r\n";

    /// <summary>An entry's line.</summary>
    public static string Line(ChainedAuditEntry row) => CsvLine.Of(
    [
        row.Chain,
        row.Position.ToString(CultureInfo.InvariantCulture),
        row.Entry.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
        row.Entry.Actor,
        row.Entry.Origin,
        row.Entry.Action,
        row.Entry.Subject,
        row.Entry.Success ? "true" : "false",
        string.Join("; ", row.Entry.Details.Select(detail => $"{detail.Key}={detail.Value}")),
        row.PreviousHash,
        row.Hash,
    ]);
}

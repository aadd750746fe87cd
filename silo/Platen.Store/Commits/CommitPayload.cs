using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Platen.Domain.Accounting;
using Platen.Domain.Audit;
using Platen.Domain.Ports;
using Platen.Domain.Replication;
using Platen.Store.Audit;
using Platen.Store.Json;

namespace Platen.Store.Commits;

/// <summary>Writes a commit as the JSON document that <c>platen.commit_many</c> takes.</summary>
internal static class CommitPayload
{
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static byte[] Write(Commit commit)
    {
        var buffer = new ArrayBufferWriter<byte>(2048);
        using var json = new Utf8JsonWriter(buffer, WriterOptions);
        json.WriteStartObject();
        json.WriteString("tenant", commit.Tenant.Value);
        json.WriteString("chain", CleanText.Of(commit.AuditChain));
        json.WriteBoolean("named", commit.Changes.Any(c => c is UserChange or QueueChange or GroupChange));
        WriteEvent(json, commit.Event);
        WriteAll(json, "changes", commit.Changes, ChangePayload.Write);
        WriteAll(json, "ledger", commit.Ledger, WriteLedger);
        WriteAll(json, "audit", commit.Audit, (j, a) => WriteAudit(j, commit, a));
        WriteAll(json, "feed", commit.Feed, WriteFeed);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    public static string Time(DateTimeOffset time) =>
        AuditForm.TruncateToMicroseconds(time).ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    private static void WriteAll<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            write(json, item);
        }

        json.WriteEndArray();
    }

    private static void WriteEvent(Utf8JsonWriter json, AppliedEvent? applied)
    {
        if (applied is null)
        {
            return;
        }

        json.WriteStartObject("event");
        json.WriteString("site", applied.Site.Value);
        json.WriteString("agent", applied.Agent.Value);
        json.WriteNumber("sequence", applied.Sequence);
        json.WriteString("start", CleanText.Of(applied.Start));
        json.WriteEndObject();
    }

    private static void WriteLedger(Utf8JsonWriter json, LedgerEntry entry) =>
        JsonSerializer.Serialize(json, entry with { At = AuditForm.TruncateToMicroseconds(entry.At) }, StoreJson.Options);

    private static void WriteAudit(Utf8JsonWriter json, Commit commit, AuditEntry entry)
    {
        var stored = AuditForm.Normalize(entry);
        json.WriteStartObject();
        json.WriteNumber("form", AuditForm.Version);
        json.WriteString("at", Time(stored.At));
        json.WriteString("actor", stored.Actor);
        json.WriteString("origin", stored.Origin);
        json.WriteString("action", stored.Action);
        json.WriteString("subject", stored.Subject);
        json.WriteBoolean("success", stored.Success);
        json.WritePropertyName("details");
        JsonSerializer.Serialize(json, stored.Details, StoreJson.Options);
        json.WriteBase64String("rest", AuditForm.Rest(commit.Tenant, CleanText.Of(commit.AuditChain), stored));
        json.WriteEndObject();
    }

    private static void WriteFeed(Utf8JsonWriter json, FeedEntry entry)
    {
        json.WriteStartObject();
        json.WriteNumber("topic", (int)entry.Topic);
        json.WriteString("key", CleanText.Of(entry.Key));
        json.WriteString("site", entry.Site?.Value);
        json.WriteBoolean("removed", entry.Removed);
        json.WriteEndObject();
    }
}

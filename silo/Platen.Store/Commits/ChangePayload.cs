using System.Text.Json;
using Platen.Domain.Ports;
using Platen.Domain.Users;
using Platen.Store.Audit;
using Platen.Store.Json;
using Platen.Store.Records;

namespace Platen.Store.Commits;

/// <summary>Writes one row change for <c>platen.commit_many</c>.</summary>
internal static class ChangePayload
{
    public static void Write(Utf8JsonWriter json, RecordChange change)
    {
        json.WriteStartObject();
        json.WriteNumber("expected", change.ExpectedVersion);
        switch (change)
        {
            case JobChange c:
                Row(json, "job", c.Row.Id.ToString(), c.Row);
                break;
            case UserChange c:
                Row(json, "user", c.Row.Id.ToString(), c.Row);
                json.WriteString("login", LoginKey(c.Row.LoginName));
                break;
            case GroupChange c:
                Row(json, "group", c.Row.Id.ToString(), c.Row);
                json.WriteString("key", GroupKey(c.Row));
                break;
            case DeviceChange c:
                Row(json, "device", c.Row.Id.Value, c.Row);
                break;
            case QueueChange c:
                Row(json, "queue", c.Row.Id.Value, c.Row);
                break;
            case SiteChange c:
                Row(json, "site", c.Row.Id.Value, c.Row);
                break;
            case AgentChange c:
                Row(json, "agent", c.Row.Id.Value, c.Row);
                json.WriteString("site", c.Row.Site.Value);
                WriteCommitted(json, c.Committed);
                break;
            case TenantChange c:
                Row(json, "tenant", c.Row.Id.Value, c.Row);
                break;
            case CommandAdded c:
                Row(json, "command", c.Row.Id, c.Row);
                json.WriteString("site", c.Row.Site.Value);
                json.WriteString("at", CommitPayload.Time(c.Row.At));
                break;
            case CommandAnswered c:
                WriteAnswer(json, c);
                break;
            case SiteAlarmChange c:
                Row(json, "alarm", c.Row.Id, c.Row);
                json.WriteBoolean("cleared", c.Cleared);
                break;
            case AgentSampled c:
                Row(json, "sample", $"{c.Row.Site}/{c.Row.Agent}", c.Row);
                json.WriteString("at", CommitPayload.Time(c.Row.At));
                break;
            case MailQueued c:
                Row(json, "mail", c.Row.Id.ToString("D"), c.Row);
                break;
            case CreditBooked c:
                Row(json, "credit", c.Row.Id.ToString("D"), c.Row with { At = AuditForm.TruncateToMicroseconds(c.Row.At) });
                break;
            case MailLinkChange c:
                Row(json, "maillink", c.Row.Id, c.Row);
                break;
            case ParkedEventChange c:
                WriteParked(json, c);
                break;
            case DeviceLogAdded c:
                WriteLog(json, c);
                break;
            default:
                WriteFurther(json, change);
                break;
        }

        json.WriteEndObject();
    }

    /// <summary>A login name as it is compared: without case.</summary>
    public static string LoginKey(string loginName) => CleanText.Of(loginName).ToUpperInvariant();

    /// <summary>What a group of a source is known by: its key there, or its name as it is compared.</summary>
    public static string GroupKey(Group group) => group.Source == UserSource.Here ? LoginKey(group.Name) : CleanText.Of(group.SourceKey);

    private static void Row<T>(Utf8JsonWriter json, string kind, string id, T row)
    {
        json.WriteString("kind", kind);
        json.WriteString("id", id);
        json.WritePropertyName("body");
        JsonSerializer.Serialize(json, row, StoreJson.Options);
    }

    private static void WriteFurther(Utf8JsonWriter json, RecordChange change)
    {
        switch (change)
        {
            case ContractChange c:
                Row(json, "contract", c.Row.Id.Value, c.Row);
                break;
            case ReportRecipientChange c:
                Row(json, "reportrecipient", c.Row.Id.ToString(), c.Row);
                json.WriteBoolean("removed", c.Removed);
                break;
            case ReportSendingAdded c:
                Row(json, "reportsending", CommitRules.SendingId(c.Row), c.Row);
                json.WriteNumber("recipientVersion", c.RecipientVersion);
                break;
            default:
                WriteSmall(json, change);
                break;
        }
    }

    private static void WriteSmall(Utf8JsonWriter json, RecordChange change)
    {
        switch (change)
        {
            case DirectoryChange c:
                Small(json, SmallKinds.Directory, c.Row.Id.Value, c.Row);
                break;
            case DirectoryStateChange c:
                Small(json, SmallKinds.DirectoryState, c.Row.Directory.Value, c.Row);
                break;
            case DirectoryRunChange c:
                Small(json, SmallKinds.DirectoryRun, c.Row.Id, c.Row);
                break;
            case IdentityProviderChange c:
                Small(json, SmallKinds.IdentityProvider, SmallKinds.Sole, c.Row);
                break;
            case MailSettingsChange c:
                Small(json, SmallKinds.MailSettings, SmallKinds.Sole, c.Row);
                break;
            case OAuthClientChange c:
                Small(json, SmallKinds.OAuthClient, c.Row.Id.Value, c.Row);
                break;
            case CodebookChange c:
                Small(json, SmallKinds.Codebook, c.Row.Id.Value, c.Row);
                break;
            case CodeChange c:
                Small(json, SmallKinds.Code, SmallKinds.CodeId(c.Row.Codebook, c.Row.Value), c.Row);
                break;
            case OpenIdUseChange c:
                Small(json, SmallKinds.OpenIdUse, c.Row.Id, c.Row);
                break;
            default:
                throw new ArgumentException($"The store knows no change {change.GetType().Name}; add it to ChangePayload, and its functions KIND_version and KIND_write to a migration.", nameof(change));
        }
    }

    private static void Small<T>(Utf8JsonWriter json, string kind, string id, T row)
    {
        Row(json, "small", id, row);
        json.WriteString("type", kind);
    }

    private static void WriteCommitted(Utf8JsonWriter json, CommittedMove? committed)
    {
        if (committed is not null)
        {
            json.WriteNumber("committedFrom", committed.From);
            json.WriteNumber("committedTo", committed.To);
        }
    }

    private static void WriteParked(Utf8JsonWriter json, ParkedEventChange change)
    {
        Row(json, "parked", change.Row.Id, change.Row);
        json.WriteBoolean("resolved", change.Resolved);
    }

    private static void WriteLog(Utf8JsonWriter json, DeviceLogAdded change)
    {
        json.WriteString("kind", "devicelog");
        json.WriteString("id", CleanText.Of(change.Id));
        json.WriteStartArray("body");
        foreach (var row in change.Rows)
        {
            json.WriteStartObject();
            json.WriteString("at", CommitPayload.Time(row.Line.At));
            json.WriteString("id", CleanText.Of(row.Id));
            json.WriteString("site", row.Site.Value);
            json.WriteString("device", row.Device.Value);
            json.WriteNumber("kind", (int)row.Line.Kind);
            json.WriteNumber("severity", (int)row.Line.Severity);
            json.WriteString("slot", CleanText.Of(row.Line.Slot));
            json.WritePropertyName("line");
            JsonSerializer.Serialize(json, row.Line, StoreJson.Options);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteAnswer(Utf8JsonWriter json, CommandAnswered answer)
    {
        json.WriteString("kind", "answer");
        json.WriteString("id", CleanText.Of(answer.CommandId));
        json.WriteString("site", answer.Site.Value);
        json.WriteBoolean("ok", answer.Ok);
        json.WriteString("message", CleanText.Of(answer.Message));
    }
}

using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Google.Protobuf;
using Platen.Contracts.AgentLink;
using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Devices;
using Platen.Domain.Devices.Log;
using Platen.Domain.Jobs;
using Platen.Domain.Queues;
using Platen.Domain.Sites;
using Platen.Domain.Users;
using Proto = Platen.Contracts.AgentLink.V1;

namespace Platen.Gateway.AgentLink;

/// <summary>
/// Events of the wire to facts of the domain, one to one. Enumerations have the same numbers on both sides (a test holds them together). An event that cannot be read becomes
/// an <see cref="UnreadableFact"/>, which the site grain parks: it is never dropped, and it never stops the agent's later events.
/// </summary>
internal static class FactMapping
{
    private const int FindingsMax = 16;

    public static AgentFact ToFact(AgentEvent source)
    {
        var raw = source.ToByteArray(); // as it came: reading it puts packed ids back into their places
        // a time that is none says nothing against the fact: it counts as not said, and the time of arrival is taken
        return new AgentFact((long)source.Seq, LinkMapping.Time(source.At) ?? default, ToBody(source)) { Raw = ImmutableCollectionsMarshal.AsImmutableArray(raw) };
    }

    public static Proto.PageCount ToProto(Domain.Jobs.PageCount source)
    {
        var count = new Proto.PageCount { Evidence = (Evidence)source.Evidence, Reason = source.Reason, Source = (Proto.CountSource)source.Source };
        if (source.Pages is { } pages)
        {
            count.Pages = pages;
        }

        return count;
    }

    private static FactBody ToBody(AgentEvent source)
    {
        try
        {
            PackedIds.Unpack(source);
            return source.BodyCase switch
            {
                AgentEvent.BodyOneofCase.JobReceived => ToReceived(source.JobReceived),
                AgentEvent.BodyOneofCase.JobReleaseStarted => ToStarted(source.JobReleaseStarted),
                AgentEvent.BodyOneofCase.JobReleaseFinished => ToFinished(source.JobReleaseFinished),
                AgentEvent.BodyOneofCase.JobDeleted => ToDeleted(source.JobDeleted),
                AgentEvent.BodyOneofCase.JobOwnerResolved => ToResolved(source.JobOwnerResolved),
                AgentEvent.BodyOneofCase.JobPagesCounted => ToCounted(source.JobPagesCounted),
                AgentEvent.BodyOneofCase.JobRoamed => ToRoamed(source.JobRoamed),
                AgentEvent.BodyOneofCase.JobCopied => new Domain.Jobs.JobCopied { Job = JobId.Parse(source.JobCopied.JobId), IsGone = source.JobCopied.Gone },
                AgentEvent.BodyOneofCase.LoginAttempted => ToLogin(source.LoginAttempted),
                AgentEvent.BodyOneofCase.LoggedOut => ToLogout(source.LoggedOut),
                AgentEvent.BodyOneofCase.AlarmChanged => ToAlarm(source.AlarmChanged),
                AgentEvent.BodyOneofCase.DeviceObserved => ToObserved(source.DeviceObserved),
                AgentEvent.BodyOneofCase.DeviceLogged => ToLogged(source.DeviceLogged),
                AgentEvent.BodyOneofCase.CardWanted => ToCard(source.CardWanted),
                AgentEvent.BodyOneofCase.PinWanted => new Domain.Users.PinWanted { Device = DeviceId.Parse(source.PinWanted.DeviceId), User = UserId.Parse(source.PinWanted.UserId) },
                AgentEvent.BodyOneofCase.CommandDone => new Domain.Sites.CommandDone { Command = source.CommandDone.CommandId, Ok = source.CommandDone.Ok, Message = source.CommandDone.Message },
                _ => new UnreadableFact(source.BodyCase.ToString(), "This server does not know events of this kind: update it."),
            };
        }
        catch (Exception fault) when (fault is FormatException or ArgumentException or OverflowException)
        {
            return new UnreadableFact(source.BodyCase.ToString(), fault.Message);
        }
    }

    private static Domain.Jobs.JobReceived ToReceived(Proto.JobReceived source) => new()
    {
        Job = JobId.Parse(source.JobId),
        Queue = QueueId.Parse(source.QueueId),
        ClaimedUser = source.ClaimedUser,
        Owner = User(source.OwnerUserId),
        Title = source.Title,
        Facts = ToFacts(source.Facts ?? throw new FormatException("facts are missing.")),
        Protocol = (Domain.Jobs.IntakeProtocol)source.Protocol,
        SourceAddress = source.SourceAddress,
        Evidence = (Domain.Queues.OwnerEvidence)source.OwnerEvidence,
        Reach = (Domain.Jobs.JobReach)source.Reach,
        SentTo = source.SentToDeviceId.Length > 0 ? DeviceId.Parse(source.SentToDeviceId) : null,
        AllowsDelegates = !source.BarsDelegates,
        Findings = [.. source.Findings.Take(FindingsMax)],
        CopiedTo = source.CopiedToSiteId.Length > 0 ? SiteId.Parse(source.CopiedToSiteId) : null,
    };

    private static Domain.Jobs.DocumentFacts ToFacts(Proto.DocumentFacts source) => new()
    {
        Format = source.Format,
        Pages = ToPages(source.Pages),
        Colour = (Domain.Jobs.ColourMode)source.Colour,
        Sides = (Domain.Jobs.Sides)source.Sides,
        Copies = Math.Max(1, source.Copies),
        SizeBytes = source.SizeBytes,
        Sha256 = Convert.ToHexStringLower(source.Sha256.Span),
    };

    private static Domain.Jobs.PageCount ToPages(Proto.PageCount? source) => source is null
        ? Domain.Jobs.PageCount.Unknown("The agent did not say.")
        : new Domain.Jobs.PageCount(source.HasPages ? source.Pages : null, (PageEvidence)source.Evidence, source.Reason) { Source = (Domain.Jobs.CountSource)source.Source };

    private static Domain.Jobs.JobReleaseStarted ToStarted(Proto.JobReleaseStarted source) => new()
    {
        Job = JobId.Parse(source.JobId),
        Release = ReleaseId.Parse(source.ReleaseId),
        Device = DeviceId.Parse(source.DeviceId),
        User = User(source.UserId),
    };

    private static Domain.Jobs.JobReleaseFinished ToFinished(Proto.JobReleaseFinished source) => new()
    {
        Job = JobId.Parse(source.JobId),
        Release = ReleaseId.Parse(source.ReleaseId),
        Device = DeviceId.Parse(source.DeviceId),
        User = User(source.UserId),
        Outcome = (Domain.Jobs.ReleaseOutcome)source.Outcome,
        Printed = source.Printed is { HasPages: true } ? ToPages(source.Printed) : null,
        Evidence = [.. source.Evidence.Select(ToPages)],
        Colour = (Domain.Jobs.ColourMode)source.Colour,
        Sides = (Domain.Jobs.Sides)source.Sides,
        Copies = Math.Max(1, source.Copies),
        BytesSent = source.BytesSent,
        Reason = source.Reason,
        DataDestroyed = source.DataDestroyed,
        PrintedAt = source.PrintedAtSiteId.Length == 0 ? null : SiteId.Parse(source.PrintedAtSiteId),
    };

    private static Domain.Jobs.JobRoamed ToRoamed(Proto.JobRoamed source)
    {
        var end = ToFinished(source.End ?? throw new FormatException("end is missing."));
        return new() { Job = end.Job, End = end };
    }

    private static Domain.Jobs.JobDeleted ToDeleted(Proto.JobDeleted source) => new()
    {
        Job = JobId.Parse(source.JobId),
        Cause = (Domain.Jobs.DeletionCause)source.Cause,
        User = User(source.UserId),
    };

    private static Domain.Jobs.JobOwnerResolved ToResolved(Proto.JobOwnerResolved source) =>
        new() { Job = JobId.Parse(source.JobId), Owner = UserId.Parse(source.OwnerUserId) };

    private static Domain.Jobs.JobPagesCounted ToCounted(Proto.JobPagesCounted source) =>
        new() { Job = JobId.Parse(source.JobId), Pages = ToPages(source.Pages) };

    private static Domain.Users.LoginAttempted ToLogin(Proto.LoginAttempted source) => new()
    {
        Device = source.DeviceId.Length > 0 ? DeviceId.Parse(source.DeviceId) : default,
        User = User(source.UserId),
        Method = (Domain.Users.LoginMethod)source.Method,
        Result = (Domain.Users.LoginResult)source.Result,
        Session = source.SessionId,
        SourceAddress = source.SourceAddress,
        SecretTag = source.SecretTag.Length == CredentialIndex.TagBytes ? [.. source.SecretTag.Span] : [],
    };

    private static Domain.Users.LoggedOut ToLogout(Proto.LoggedOut source) => new()
    {
        Device = DeviceId.Parse(source.DeviceId),
        User = User(source.UserId),
        Session = source.SessionId,
        ByTimeout = source.ByTimeout,
    };

    private static Domain.Sites.AlarmChanged ToAlarm(Proto.AlarmChanged source) => new() { Name = source.Name, Level = source.Level, Detail = source.Detail };

    private static Domain.Devices.DeviceObserved ToObserved(Proto.DeviceObserved source) => new()
    {
        Device = DeviceId.Parse(source.DeviceId),
        PrinterState = source.PrinterState,
        Reasons = [.. source.StateReasons],
        PageCounter = source.HasPageCounter ? source.PageCounter : null,
        SerialNumber = source.SerialNumber,
        Model = source.Model,
    };

    private static Domain.Devices.Log.DeviceLogged ToLogged(Proto.DeviceLogged source) => new()
    {
        Device = DeviceId.Parse(source.DeviceId),
        Lines = [.. source.Lines.Take(DeviceLogRules.LinesMax).Select(ToLine)],
    };

    private static Domain.Devices.Log.DeviceLogLine ToLine(Proto.DeviceLogLine source) => new()
    {
        At = LinkMapping.Time(source.At) ?? default,
        Kind = (Domain.Devices.Log.DeviceLogKind)source.Kind,
        Severity = (Domain.Devices.Log.DeviceLogSeverity)source.Severity,
        Code = source.Code,
        Text = source.Text,
        Counter = source.HasCounter ? source.Counter : null,
        CounterUnit = source.CounterUnit,
        SerialNumber = source.SerialNumber,
        Cause = (Domain.Devices.Log.ReadingCause)source.Cause,
        Slot = source.Slot,
        Count = source.Count,
    };

    private static Domain.Users.CardWanted ToCard(Proto.CardWanted source) => new()
    {
        Device = DeviceId.Parse(source.DeviceId),
        User = UserId.Parse(source.UserId),
        Index = [.. source.CardIndex.Span],
        Label = source.Label,
    };

    private static UserId? User(string text) => text.Length == 0 ? null : UserId.Parse(text);
}

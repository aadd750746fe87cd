using System.Security.Cryptography;
using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Devices;
using Platen.Domain.Jobs;
using Platen.Domain.Sites;
using Platen.Domain.Users;

namespace Platen.SiteAgent.Uplink.Transfer;

/// <summary>A TransferWanted command, read and in bounds.</summary>
internal sealed record TransferOrder(string Transfer, JobId Job, ReleaseId Release, DeviceId Device, UserId User, ReadOnlyMemory<byte> RecipientKey)
{
    private const int TransferIdCharsMax = 128;
    private const int KeyBytesMax = 256;

    /// <summary>Names the recipient by its key.</summary>
    public string Recipient { get; } = Convert.ToHexStringLower(SHA256.HashData(RecipientKey.Span));

    /// <summary>The agent that will dial this one; null: this one sends through the gateway.</summary>
    public (SiteId Site, AgentId Agent)? Receiver { get; init; }

    /// <summary>A copy for a release that may come: nothing is handed over.</summary>
    public bool IsAhead { get; init; }

    /// <summary>A copy in advance, for this site: nothing is handed over, and no user has asked.</summary>
    public SiteId? CopyFor { get; init; }

    /// <summary>This agent has a copy, and the receiver's release has the right to print the job, which is recorded so; null: it holds the job itself.</summary>
    public JobSummary? Copied { get; init; }

    /// <summary>The gateway tells the receiver about the job.</summary>
    public bool IsDescribed { get; init; }

    /// <summary>Its user chose the job as one that was not printed yet; an order that comes late must not print it once more (I3).</summary>
    public bool IsFirstPrint { get; init; }

    /// <summary>Null: the command is malformed.</summary>
    public static TransferOrder? TryRead(TransferWanted wanted) =>
        wanted.TransferId.Length is > 0 and <= TransferIdCharsMax
        && wanted.RecipientPublicKey.Length <= KeyBytesMax
        && JobId.TryParse(wanted.JobId, out var job)
        && ReleaseId.TryParse(wanted.ReleaseId, out var release)
        && TryReadUser(wanted, out var device, out var user)
        && TryReadReceiver(wanted, out var receiver)
            ? new TransferOrder(wanted.TransferId, job, release, device, user, wanted.RecipientPublicKey.Memory)
            {
                Receiver = receiver,
                IsAhead = wanted.Ahead,
                CopyFor = wanted.Copy && SiteId.TryParse(wanted.ToSiteId, out var site) ? site : null,
                Copied = wanted.Copied,
                IsDescribed = wanted.Described,
                IsFirstPrint = wanted.FirstPrint,
            }
            : null;

    private static bool TryReadUser(TransferWanted wanted, out DeviceId device, out UserId user)
    {
        (device, user) = (default, default);
        return wanted.Copy || (DeviceId.TryParse(wanted.DeviceId, out device) && UserId.TryParse(wanted.UserId, out user));
    }

    private static bool TryReadReceiver(TransferWanted wanted, out (SiteId, AgentId)? receiver)
    {
        receiver = wanted.Direct && SiteId.TryParse(wanted.ToSiteId, out var site) && AgentId.TryParse(wanted.ToAgentId, out var agent) ? (site, agent) : null;
        return !wanted.Direct || receiver is not null;
    }
}

using System.Security.Cryptography;
using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Devices;
using Platen.Domain.Jobs;
using Platen.Domain.Users;

namespace Platen.SiteAgent.Uplink.Transfer;

/// <summary>A TransferWanted command, read and in bounds.</summary>
internal sealed record TransferOrder(string Transfer, JobId Job, ReleaseId Release, DeviceId Device, UserId User, ReadOnlyMemory<byte> RecipientKey)
{
    private const int TransferIdCharsMax = 128;
    private const int KeyBytesMax = 256;

    /// <summary>Names the recipient by its key.</summary>
    public string Recipient { get; } = Convert.ToHexStringLower(SHA256.HashData(RecipientKey.Span));

    /// <summary>Null: the command is malformed.</summary>
    public static TransferOrder? TryRead(TransferWanted wanted) =>
        wanted.TransferId.Length is > 0 and <= TransferIdCharsMax
        && wanted.RecipientPublicKey.Length <= KeyBytesMax
        && JobId.TryParse(wanted.JobId, out var job)
        && ReleaseId.TryParse(wanted.ReleaseId, out var release)
        && DeviceId.TryParse(wanted.DeviceId, out var device)
        && UserId.TryParse(wanted.UserId, out var user)
            ? new TransferOrder(wanted.TransferId, job, release, device, user, wanted.RecipientPublicKey.Memory)
            : null;
}

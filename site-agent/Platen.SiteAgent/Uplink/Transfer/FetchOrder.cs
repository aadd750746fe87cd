using Platen.Domain.Devices;
using Platen.Domain.Jobs;
using Platen.Domain.Users;

namespace Platen.SiteAgent.Uplink.Transfer;

/// <summary>A document of another site that shall be printed here.</summary>
/// <param name="Job">The job.</param>
/// <param name="Release">The user's action; every retry of that action carries the same one (I2).</param>
/// <param name="Device">A device of this site.</param>
/// <param name="User">The job's owner.</param>
internal sealed record FetchOrder(JobId Job, ReleaseId Release, DeviceId Device, UserId User)
{
    /// <summary>A copy for a release that may come. <see cref="Release"/> then only names the transfer.</summary>
    public bool IsAhead { get; init; }

    /// <summary>A copy in advance, to be kept (ADR 0040): no device and no user. <see cref="Release"/> then only names the transfer.</summary>
    public bool IsCopy { get; init; }

    /// <summary>Nobody prints by it; the last word is that all of it was sent.</summary>
    public bool GivesNoRight => IsAhead || IsCopy;

    /// <summary>Its user chose it as one that was printed before.</summary>
    public bool IsReprint { get; init; }

    /// <summary>How fast it may come; null: as fast as the line is.</summary>
    public TransferPace? Pace { get; init; }

    /// <summary>What its file is named after.</summary>
    public ReleaseId File => IsCopy ? FetchFolder.Copy : IsAhead ? FetchFolder.Ahead : Release;

    /// <summary>The job has copies: the right to print it may be this release's even where the document is refused, so its end is told in any case.</summary>
    public bool IsOfCopied { get; init; }
}

using Platen.Domain.Jobs;

namespace Platen.SiteAgent.Uplink.Transfer;

/// <summary>A job of this agent that another agent fetches, for one release.</summary>
/// <param name="Job">The job.</param>
/// <param name="Release">The release that has it.</param>
/// <param name="Recipient">SHA-256 of the recipient's public key, hexadecimal: the release is this recipient's and no other's.</param>
/// <param name="IsConfirmed">The recipient has the whole document; from here on only its outcome ends the release.</param>
internal sealed record HandOver(JobId Job, ReleaseId Release, string Recipient, bool IsConfirmed);

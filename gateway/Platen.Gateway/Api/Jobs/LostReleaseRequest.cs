namespace Platen.Gateway.Api.Jobs;

/// <summary>Gives up a release that another site has taken over and does not end.</summary>
/// <param name="ReleaseId">The job's open release.</param>
/// <param name="MayHavePrinted">Must be true: the caller knows that the document may have come out, or may still.</param>
internal sealed record LostReleaseRequest(string? ReleaseId, bool? MayHavePrinted);

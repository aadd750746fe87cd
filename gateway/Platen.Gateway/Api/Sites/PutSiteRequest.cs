namespace Platen.Gateway.Api.Sites;

/// <summary>A site's settings.</summary>
/// <param name="Name">The name for people, 1 to 200 characters.</param>
/// <param name="AheadJobsMax">Documents of other sites that are fetched when their owner logs in, 0 to 50; -1: as the company says; left out: as it is.</param>
/// <param name="AheadBytesMax">Bytes of them at most; -1 and left out as above.</param>
internal sealed record PutSiteRequest(string? Name, int? AheadJobsMax = null, long? AheadBytesMax = null);

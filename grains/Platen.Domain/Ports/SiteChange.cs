using Platen.Domain.Sites;

namespace Platen.Domain.Ports;

/// <summary>A site's new row.</summary>
public sealed record SiteChange(Site Row) : RecordChange;

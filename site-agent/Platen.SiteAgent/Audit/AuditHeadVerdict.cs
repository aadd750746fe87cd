namespace Platen.SiteAgent.Audit;

/// <summary>What a head is to those that are kept of its chain.</summary>
internal enum AuditHeadVerdict
{
    /// <summary>Known, or older than what is known.</summary>
    Nothing,

    /// <summary>The chain has grown, or is new.</summary>
    Newer,

    /// <summary>The chain goes on from an accepted backup.</summary>
    Restored,

    /// <summary>It and one that is kept cannot both be true.</summary>
    Contradicts,
}

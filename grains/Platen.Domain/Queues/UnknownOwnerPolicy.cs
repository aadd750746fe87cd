namespace Platen.Domain.Queues;

/// <summary>What becomes of a job whose claimed user is not known.</summary>
public enum UnknownOwnerPolicy
{
    /// <summary>Not said; rejected.</summary>
    Unspecified = 0,

    /// <summary>Kept as unclaimed until an administrator claims it for somebody, or a user of that name appears.</summary>
    Hold = 1,

    /// <summary>Refused before it is accepted.</summary>
    Refuse = 2,
}

namespace Platen.Domain.Jobs;

/// <summary>What a decision about a fact is.</summary>
public enum DecisionCode
{
    /// <summary>Not said.</summary>
    Unspecified = 0,

    /// <summary>The record changes.</summary>
    Applied = 1,

    /// <summary>The fact is in order and tells the record nothing new; only its sequence is committed.</summary>
    NothingNew = 2,

    /// <summary>The fact does not fit the record. It is parked in the audit log, with the reason.</summary>
    Rejected = 3,
}

namespace Platen.Domain.Accounting;

/// <summary>Why a user's credit moved. Stored by number, which only grows.</summary>
public enum CreditEntryKind
{
    /// <summary>Not said; rejected.</summary>
    Unspecified = 0,

    /// <summary>Somebody paid in; always more than zero.</summary>
    Recharge = 1,

    /// <summary>Somebody put it right, up or down, and said why.</summary>
    Correction = 2,

    /// <summary>Something that the ledger charged; written with the ledger's entry, in the same statement.</summary>
    Print = 3,
}

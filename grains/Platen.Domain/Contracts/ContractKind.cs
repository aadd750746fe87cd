namespace Platen.Domain.Contracts;

/// <summary>Between whom a contract is (AZ11). Stored by number; only ever grows.</summary>
public enum ContractKind
{
    /// <summary>Not said; refused.</summary>
    Unspecified = 0,

    /// <summary>Between this installation's provider and the one above it.</summary>
    Provider = 1,

    /// <summary>Between this installation's provider and a customer.</summary>
    Customer = 2,
}

namespace Platen.Domain.Contracts;

/// <summary>The reports that people outside of the system can be sent (AZ11): these and no others, whatever else is reported here. Stored by number, and the table's check constraint names the same ones.</summary>
public enum ContractReportKind
{
    /// <summary>Not said; refused.</summary>
    Unspecified = 0,

    /// <summary>Provider contracts, with sums and without any customer's name (TN06).</summary>
    ProviderContracts = 1,

    /// <summary>Customer contracts.</summary>
    CustomerContracts = 2,

    /// <summary>What was changed of contracts.</summary>
    ContractHistory = 3,
}

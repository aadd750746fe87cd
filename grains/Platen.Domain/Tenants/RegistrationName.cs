namespace Platen.Domain.Tenants;

/// <summary>The login name of somebody who registers.</summary>
public enum RegistrationName
{
    /// <summary>The e-mail address, which is proven.</summary>
    Address = 0,

    /// <summary>What stands before the at sign, where it is free; jobs of workstations whose names are made so are the user's. With one mail domain only: else two people would have one name.</summary>
    LocalPart = 1,
}

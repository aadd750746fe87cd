namespace Platen.Domain.Users;

/// <summary>In which way a route says who may use it.</summary>
public enum AccessKind
{
    /// <summary>Not said: closed.</summary>
    Unspecified = 0,

    /// <summary>Anybody.</summary>
    Anonymous = 1,

    /// <summary>Whoever is logged in.</summary>
    User = 2,

    /// <summary>Administrators.</summary>
    Administrator = 3,

    /// <summary>Who has logged in in person.</summary>
    InPerson = 4,

    /// <summary>Who holds a right.</summary>
    Rights = 5,

    /// <summary>Site agents.</summary>
    Agent = 6,

    /// <summary>Whoever stands at a device: its panel's addresses.</summary>
    Device = 7,

    /// <summary>Who has logged in at a device's panel, there.</summary>
    PanelSession = 8,
}

namespace Platen.Desktop.Login;

/// <summary>The user's browser.</summary>
internal interface IBrowser
{
    /// <summary>Opens an address; false: there is none, and the user must do it.</summary>
    bool Open(Uri address);
}

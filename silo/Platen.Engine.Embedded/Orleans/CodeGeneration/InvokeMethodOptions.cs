namespace Orleans.CodeGeneration;

/// <summary>How a call is sent. Here all calls stay in the process, and only Orleans' generator reads these.</summary>
[Flags]
public enum InvokeMethodOptions
{
    /// <summary>As usual.</summary>
    None = 0,

    /// <summary>Nobody waits for an answer.</summary>
    OneWay = 1,

    /// <summary>Changes nothing.</summary>
    ReadOnly = 2,

    /// <summary>Goes on beside other calls.</summary>
    AlwaysInterleave = 4,

    /// <summary>Its order among others does not matter: it may take any way.</summary>
    Unordered = 8,
}

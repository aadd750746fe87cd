namespace Orleans;

/// <summary>On an attribute of grain methods: what Orleans' generator calls on each request of such a method. Nothing reads it here.</summary>
/// <param name="methodName">The request's method.</param>
/// <param name="methodArgumentValue">Its argument.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class InvokableCustomInitializerAttribute(string methodName, object methodArgumentValue) : Attribute
{
    /// <summary>The request's method.</summary>
    public string MethodName { get; } = methodName;

    /// <summary>Its argument.</summary>
    public object MethodArgumentValue { get; } = methodArgumentValue;
}

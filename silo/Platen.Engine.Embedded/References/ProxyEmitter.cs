using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using Orleans.Runtime;
using Platen.Engine.Embedded.Requests;

namespace Platen.Engine.Embedded.References;

/// <summary>Generates, for an interface, a proxy class and one request class per method, so that a call boxes nothing and needs no reflection.</summary>
internal sealed class ProxyEmitter
{
    private static readonly ConstructorInfo AccessAttribute = typeof(IgnoresAccessChecksToAttribute).GetConstructors()[0];
    private static readonly ConstructorInfo ReferenceConstructor = typeof(Reference).GetConstructors(BindingFlags.NonPublic | BindingFlags.Instance)[0];
    private static readonly MethodInfo Call = typeof(Reference).GetMethods().Single(static method => method is { Name: nameof(Reference.Call), IsGenericMethod: false });
    private static readonly MethodInfo CallForResult = typeof(Reference).GetMethods().Single(static method => method is { Name: nameof(Reference.Call), IsGenericMethod: true });
    private static readonly MethodInfo Pass = typeof(Reference).GetMethod(nameof(Reference.Pass))!;
    private static readonly MethodInfo Token = typeof(GrainRequest).GetProperty(nameof(GrainRequest.CancellationToken))!.GetMethod!;

    // generated code lives as long as the process, so each interface gets it once, however many engines there are
    private static readonly ProxyEmitter Shared = new();

    private readonly Lock _gate = new();
    private readonly Dictionary<Type, InterfaceBinding> _emitted = [];
    private readonly AssemblyBuilder _assembly;
    private readonly ModuleBuilder _module;
    private readonly HashSet<string> _opened = new(StringComparer.Ordinal);

    private ProxyEmitter()
    {
        _assembly = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("Platen.Engine.Embedded.Proxies"), AssemblyBuilderAccess.Run);
        _module = _assembly.DefineDynamicModule("Proxies");
        OpenAccessTo(typeof(Reference).Assembly);
    }

    public static InterfaceBinding BindingOf(Type type)
    {
        lock (Shared._gate)
        {
            if (!Shared._emitted.TryGetValue(type, out var binding))
            {
                binding = Shared.Emit(type);
                Shared._emitted.Add(type, binding);
            }

            return binding;
        }
    }

    private InterfaceBinding Emit(Type type)
    {
        OpenAccessTo(type.Assembly);
        var methods = GrainMethods.Of(type);
        var proxy = _module.DefineType($"{type.FullName}.Proxy", TypeAttributes.Sealed | TypeAttributes.NotPublic, typeof(Reference), [type]);
        EmitConstructor(proxy);
        for (var index = 0; index < methods.Length; index++)
        {
            var request = EmitRequest(type, methods[index], index);
            EmitMethod(proxy, methods[index], index, request);
        }

        var created = proxy.CreateType();
        return new InterfaceBinding(type, [.. methods.Select(static method => new MethodDescriptor(method))], FactoryOf(created));
    }

    private static void EmitConstructor(TypeBuilder proxy)
    {
        var code = proxy.DefineConstructor(MethodAttributes.Public, CallingConventions.Standard, [typeof(ReferenceSeed)]).GetILGenerator();
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Ldarg_1);
        code.Emit(OpCodes.Call, ReferenceConstructor);
        code.Emit(OpCodes.Ret);
    }

    private static void EmitMethod(TypeBuilder proxy, MethodInfo method, int index, Type request)
    {
        Type[] parameters = [.. method.GetParameters().Select(static parameter => parameter.ParameterType)];
        var body = proxy.DefineMethod(
            $"{method.DeclaringType!.Name}.{method.Name}", MethodAttributes.Private | MethodAttributes.Final | MethodAttributes.Virtual | MethodAttributes.NewSlot, method.ReturnType, parameters);
        proxy.DefineMethodOverride(body, method);
        var code = body.GetILGenerator();
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Newobj, request.GetConstructor(Type.EmptyTypes)!);
        for (var argument = 0; argument < parameters.Length; argument++)
        {
            code.Emit(OpCodes.Dup);
            code.Emit(OpCodes.Ldarg, argument + 1);
            if (typeof(IAddressable).IsAssignableFrom(parameters[argument]))
            {
                code.Emit(OpCodes.Call, Pass.MakeGenericMethod(parameters[argument]));
            }

            code.Emit(OpCodes.Stfld, request.GetField(FieldName(argument))!);
        }

        code.Emit(OpCodes.Ldc_I4, index);
        code.Emit(OpCodes.Call, GrainMethods.ResultOf(method) is { } result ? CallForResult.MakeGenericMethod(result) : Call);
        EmitReturn(code, method);
    }

    private static void EmitReturn(ILGenerator code, MethodInfo method)
    {
        if (method.ReturnType == typeof(void))
        {
            code.Emit(OpCodes.Pop);
        }
        else if (GrainMethods.ReturnsValueTask(method))
        {
            var task = GrainMethods.ResultOf(method) is { } result ? typeof(Task<>).MakeGenericType(result) : typeof(Task);
            code.Emit(OpCodes.Newobj, method.ReturnType.GetConstructor([task])!);
        }

        code.Emit(OpCodes.Ret);
    }

    private Type EmitRequest(Type type, MethodInfo method, int index)
    {
        var parent = GrainMethods.ResultOf(method) is { } result ? typeof(ResultCallRequest<>).MakeGenericType(result) : typeof(VoidCallRequest);
        var request = _module.DefineType($"{type.FullName}.{method.Name}Request{index}", TypeAttributes.Sealed | TypeAttributes.NotPublic, parent);
        request.DefineDefaultConstructor(MethodAttributes.Public);
        var fields = method.GetParameters().Select((parameter, position) => request.DefineField(FieldName(position), parameter.ParameterType, FieldAttributes.Public)).ToArray();
        EmitInvoke(request, method, fields);
        if (fields.FirstOrDefault(static field => field.FieldType == typeof(CancellationToken)) is { } token)
        {
            EmitToken(request, token);
        }

        return request.CreateType();
    }

    private static void EmitInvoke(TypeBuilder request, MethodInfo method, FieldInfo[] fields)
    {
        var code = request.DefineMethod(
            nameof(GrainRequest.Invoke), MethodAttributes.Public | MethodAttributes.Virtual | MethodAttributes.HideBySig, typeof(Task), [typeof(object)]).GetILGenerator();
        code.Emit(OpCodes.Ldarg_1);
        code.Emit(OpCodes.Castclass, method.DeclaringType!);
        foreach (var field in fields)
        {
            code.Emit(OpCodes.Ldarg_0);
            code.Emit(OpCodes.Ldfld, field);
        }

        code.Emit(OpCodes.Callvirt, method);
        if (method.ReturnType == typeof(void))
        {
            code.Emit(OpCodes.Call, typeof(Task).GetProperty(nameof(Task.CompletedTask))!.GetMethod!);
        }
        else if (GrainMethods.ReturnsValueTask(method))
        {
            var outcome = code.DeclareLocal(method.ReturnType);
            code.Emit(OpCodes.Stloc, outcome);
            code.Emit(OpCodes.Ldloca, outcome);
            code.Emit(OpCodes.Call, method.ReturnType.GetMethod(nameof(ValueTask.AsTask))!);
        }

        code.Emit(OpCodes.Ret);
    }

    private static void EmitToken(TypeBuilder request, FieldInfo token)
    {
        var code = request.DefineMethod(Token.Name, MethodAttributes.Public | MethodAttributes.Virtual | MethodAttributes.HideBySig, typeof(CancellationToken), []).GetILGenerator();
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Ldfld, token);
        code.Emit(OpCodes.Ret);
    }

    private static Func<ReferenceSeed, Reference> FactoryOf(Type proxy)
    {
        var factory = new DynamicMethod("Create", typeof(Reference), [typeof(ReferenceSeed)], typeof(Reference).Module, skipVisibility: true);
        var code = factory.GetILGenerator();
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Newobj, proxy.GetConstructors()[0]);
        code.Emit(OpCodes.Ret);
        return factory.CreateDelegate<Func<ReferenceSeed, Reference>>();
    }

    private static string FieldName(int argument) => $"Argument{argument}";

    // grain interfaces and this engine's own classes may be internal
    private void OpenAccessTo(Assembly target)
    {
        if (_opened.Add(target.GetName().Name!))
        {
            _assembly.SetCustomAttribute(new CustomAttributeBuilder(AccessAttribute, [target.GetName().Name!]));
        }
    }
}
